"""Who opens a large course is told how far its reading is, in one line that goes again."""

import os
import sys
from contextlib import contextmanager

import pytest

from cli import reading
from cli.reading import ReadingLine

pty = pytest.importorskip("pty")


@contextmanager
def a_terminal_for_stderr(monkeypatch):
    """Yield what reads all that was written to it. No fixture: pytest puts its own stderr in place before a test."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)

        def read() -> str:
            print("END", file=stream, flush=True)
            text = b""
            while b"END" not in text:
                text += os.read(ours, 65536)
            return text.partition(b"END")[0].decode()

        yield read
    os.close(ours)


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "Reading the course: 3 of 300 lessons ..."), ("ko", "코스를 읽고 있어요: 레슨 300개 중 3개 ...")],
)
def test_a_long_reading_is_told_and_leaves_nothing(monkeypatch, language, line):
    monkeypatch.setattr(reading, "PATIENCE", 0.0)
    with a_terminal_for_stderr(monkeypatch) as written:
        told = ReadingLine(lambda: language)
        told(3, 300)
        told.clear()
        text = written()
    assert line in text
    assert text.rpartition("\r")[0].rpartition("\r")[2].strip() == ""
    assert "\n" not in text


def test_a_short_reading_is_not_told(monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE", 3600.0)
    with a_terminal_for_stderr(monkeypatch) as written:
        told = ReadingLine(lambda: pytest.fail("nobody is to be asked for a language"))
        told(0, 300)
        told.clear()
        assert written() == ""


def test_nothing_is_told_where_no_terminal_is(monkeypatch, capsys):
    monkeypatch.setattr(reading, "PATIENCE", 0.0)
    told = ReadingLine(lambda: "en")
    told(3, 300)
    told.clear()
    assert capsys.readouterr().err == ""
