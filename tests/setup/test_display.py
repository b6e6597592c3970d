from __future__ import annotations

import io

import pytest

from setup.cells import cells, wrap
from setup.display import Display, Progress
from setup.strings import Strings


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def narrow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_line_on_a_terminal_is_never_wider_than_it(narrow, language):
    stream = Terminal(io.BytesIO(), encoding="utf-8", newline="")
    display = Display(stream, Strings(language))
    display.show(Progress("fetching", 3, 57, "tree-sitter-python", 612_000_000))
    display.show(Progress("installing", 57, 57, "torch"))
    display.finish()
    stream.seek(0)
    drawn = [line for line in stream.read().replace("\n", "\r").split("\r") if line]
    assert len(drawn) == 2
    assert all(cells(line) <= 39 for line in drawn)


def test_a_shorter_line_leaves_nothing_of_the_longer_one(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    stream = Terminal(io.BytesIO(), encoding="utf-8", newline="")
    display = Display(stream, Strings("ko"))
    display.show(Progress("fetching", 3, 57, "tree-sitter-python"))
    display.show(Progress("venv"))
    stream.seek(0)
    _, long, short = stream.read().split("\r")
    assert cells(short) == cells(long)


def test_a_console_without_block_letters_gets_plain_ones(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    stream = Terminal(io.BytesIO(), encoding="ascii")
    Display(stream, Strings("en")).show(Progress("fetching", 1, 2, "torch"))
    stream.seek(0)
    assert "############............  1/2  torch" in stream.read()


def test_off_a_terminal_a_package_is_named_once():
    stream = io.StringIO()
    display = Display(stream, Strings("en"))
    for done in (1, 1, 2):
        display.show(Progress("fetching", done, 57, ["torch", "keras"][done - 1], 5_000_000))
    assert stream.getvalue().splitlines() == [
        "Fetching   1/57  torch  5 MB  0:00",
        "Fetching   2/57  keras  5 MB  0:00",
    ]


def test_korean_is_wrapped_by_cells():
    assert wrap("가나다 라마바 사", 10) == ["가나다", "라마바 사"]
