"""Widths as a terminal counts them: a Hangul syllable takes two cells."""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes."""
    return sum(0 if unicodedata.combining(mark) else 1 + (unicodedata.east_asian_width(mark) in "WF") for mark in text)


def cut(text: str, width: int) -> str:
    """Return as much of `text` as fits into `width` cells."""
    while cells(text) > width:
        text = text[:-1]
    return text


def wrap(text: str, width: int) -> list[str]:
    """Return `text` broken between words into lines of at most `width` cells; a longer word keeps its own line."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and cells(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
