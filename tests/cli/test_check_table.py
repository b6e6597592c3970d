"""The table of `check` fits the page in both languages, whatever lessons and exercises are called."""

from pathlib import Path

import pytest

from cli.cells import cells, cut_inside
from cli.check_table import show_table
from cli.page import Page
from study.course import Exercise
from workshop.mutation import Mutation
from workshop.report import Count, Report, Row


class Paper:
    """A stream that keeps what is written."""

    encoding = "utf-8"

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass

    def isatty(self):
        return False


def row(lesson, name):
    exercise = Exercise(f"{lesson}/{name}", lesson, name, "write", {}, Path(), Path(), Path())
    return Row(exercise, True, Count(15, 15), Count(19, 19), Count(12, 13), Mutation(), 1234.5)


def table(language, *rows):
    paper = Paper()
    show_table(Report(rows, (), 12345.6, quick=False), Page(language, paper))
    return paper.text.splitlines()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_line_is_wider_than_80_cells(language):
    lines = table(
        language,
        row("03_gradient_descent", "clip_and_report"),
        row("9" * 100, "긴이름의연습" * 16),
        row("9" * 100, "b"),
    )
    assert max(map(cells, lines)) <= 80
    assert lines[1] == "03_gradient_descent"
    assert any("긴이름" in line and "…" in line and "연습" in line for line in lines)


def test_columns_stand_below_their_heads():
    lines = table("en", row("01_first", "one"), row("01_first", "another"))
    assert [line.split()[0] for line in lines[:4]] == ["exercise", "01_first", "one", "another"]
    assert len({cells(line) for line in (lines[0], *lines[2:])}) == 1


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abcdefghij", 10, "abcdefghij"),
        ("abcdefghij", 7, "abc…hij"),
        ("가나다라마", 7, "가나…마"),
        ("가나다라마", 6, "가…마"),
    ],
)
def test_a_name_is_shortened_in_its_middle(text, width, shown):
    assert cut_inside(text, width) == shown
