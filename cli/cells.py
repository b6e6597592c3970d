"""Widths as a terminal counts them: a Hangul syllable takes two cells."""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes."""
    return sum(0 if unicodedata.combining(mark) else 1 + (unicodedata.east_asian_width(mark) in "WF") for mark in text)


def pad(text: str, width: int) -> str:
    """Return `text` with blanks after it, up to `width` cells."""
    return text + " " * (width - cells(text))


def cut(text: str, width: int) -> str:
    """Return `text`, or as much of it as fits into `width` cells with an ellipsis."""
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def cut_inside(text: str, width: int) -> str:
    """Return `text`, or its beginning and its end with an ellipsis between them, in `width` cells (3 at least)."""
    if cells(text) <= width:
        return text
    end = ""
    while text and cells(text[-1] + end) <= (width - 1) // 2:
        text, end = text[:-1], text[-1] + end
    while text and cells(text) > width - 1 - cells(end):
        text = text[:-1]
    return f"{text}…{end}"


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells.

    Its own line ends stay. A line breaks between words and keeps its indent; a word that is too long is left whole.
    """
    return [piece for line in text.splitlines() or [""] for piece in _wrapped(line, width)]


def _wrapped(line: str, width: int) -> list[str]:
    if cells(line) <= width:
        return [line.rstrip()]
    indent = line[: len(line) - len(line.lstrip())]
    lines: list[str] = []
    current = ""
    for word in line.split():
        longer = f"{current} {word}" if current else indent + word
        if current and cells(longer) > width:
            lines.append(current)
            longer = indent + word
        current = longer
    return [*lines, current]
