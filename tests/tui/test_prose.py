"""Lessons and tasks on narrow screens: no word of a table breaks, and wide code can be moved."""

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region

from tests.tui.conftest import screen_text
from tui.widgets.columns import BETWEEN, column_widths, table
from tui.widgets.prose import Code, Prose
from tui.widgets.task import TaskPane, TaskScroll

LABELS = """
| labels | last layer | loss |
|---|---|---|
| class numbers | none | `SparseCategoricalCrossentropy()` |
| one-hot | softmax | `"categorical_crossentropy"` |
"""
DIAGRAM = "(N, 64) ──> Dense 64, relu ──> Dense 10 ──> (N, 10) logits"


def cells(*rows):
    return [[Content(cell) for cell in row] for row in rows]


def lines(rows, width):
    headings, *others = cells(*rows)
    return [line.plain.rstrip() for line in table(headings, others, width)]


ROWS = [("라벨", "손실 함수"), ("클래스 번호", "sparse_categorical"), ("원-핫", "categorical")]


def test_columns_are_as_wide_as_what_stands_in_them_where_there_is_room():
    assert lines(ROWS, 60) == [
        "라벨         손실 함수",
        "─" * 31,
        "클래스 번호  sparse_categorical",
        "원-핫        categorical",
    ]


def test_the_widest_column_that_can_wrap_wraps_first():
    rows = cells(("a b c d e f g h", "longword"))
    assert column_widths(rows, 15 + len(BETWEEN) + 8) == [15, 8]
    assert column_widths(rows, 8 + len(BETWEEN) + 8) == [8, 8]
    assert column_widths(rows, 1 + len(BETWEEN) + 8) == [1, 8]
    assert column_widths(rows, len(BETWEEN) + 8) is None


@pytest.mark.parametrize("width", range(20, 60, 3))
def test_no_line_is_wider_than_there_is_room_and_no_word_is_lost(width):
    found = lines(ROWS, width)
    assert all(Content(line).cell_length <= width for line in found)
    words = {word.strip(":") for line in found for word in line.split()}
    assert {word for row in ROWS for cell in row for word in cell.split()} <= words


def test_where_columns_do_not_fit_each_row_becomes_lines():
    assert lines(ROWS, 24) == [
        "라벨: 클래스 번호",
        "손실 함수:",
        "sparse_categorical",
        "─" * 24,
        "라벨: 원-핫",
        "손실 함수: categorical",
    ]


class Page(App[None]):
    """Nothing but a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield Prose(self.text)


@pytest.mark.parametrize("width", [80, 60, 40])
async def test_a_table_is_whole_at_any_width_also_after_a_change(width):
    app = Page(LABELS)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(width, 40)
        await pilot.pause()
        text = screen_text(app)
        assert "SparseCategoricalCrossentropy()" in text
        assert '"categorical_crossentropy"' in text
        assert "one-hot" in text


class Desk(App[None]):
    """Nothing but a task."""

    def compose(self) -> ComposeResult:
        yield TaskPane()


async def test_a_diagram_that_is_too_wide_has_a_scrollbar_and_is_moved_by_keys():
    app = Desk()
    async with app.run_test(size=(50, 24)) as pilot:
        await app.query_one(TaskPane).show_task(f"Look:\n\n```text\n{DIAGRAM}\n```\n")
        app.query_one(TaskScroll).focus()
        await pilot.pause()
        code = app.query_one(Code)
        assert code.is_cut
        assert code.show_horizontal_scrollbar
        assert "(N, 10) logits" not in screen_text(app)
        await pilot.press("right", "right")
        await pilot.pause()
        assert "(N, 10) logits" in screen_text(app)
        await pilot.press("left", "left")
        await pilot.pause()
        assert "(N, 64) ──>" in screen_text(app)


async def test_code_that_fits_has_no_scrollbar():
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.query_one(TaskPane).show_task(f"Look:\n\n```text\n{DIAGRAM}\n```\n")
        await pilot.pause()
        code = app.query_one(Code)
        assert not code.is_cut
        assert not code.show_horizontal_scrollbar
        assert code.region.intersection(Region(0, 0, 80, 24)).height == 1
