"""Cut Markdown into sections at its headings, and find its fenced blocks. Inside a fence nothing is a heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SPAN: Final = re.compile(r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)|\*\*(?! )(?P<strong>.+?)(?<! )\*\*")
"""A part of a line that is `code` or **strong**."""
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*(.*)$\n?", re.MULTILINE)
_TITLE: Final = re.compile(r"^# +(?P<title>[^ \n].*)$", re.MULTILINE)
_HEADING: Final = re.compile(r"^## +(?P<title>[^ \n].*)$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block. start, end: offsets of the whole of it in the text; line: where its body begins, from 1."""

    info: str
    body: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one ``##`` heading, without the heading. line: where the body begins, counted from 1."""

    title: str
    body: str
    line: int


def fences(text: str) -> Iterator[Fence]:
    """Yield the fenced blocks of a text in order. A fence inside a longer fence is part of the longer one."""
    opening: re.Match[str] | None = None
    line, counted = 1, 0
    for mark in _FENCE.finditer(text):
        if opening is None:
            if "`" not in mark[2]:
                opening = mark
                line += text.count("\n", counted, mark.end())
                counted = mark.end()
        elif mark[1].startswith(opening[1]) and not mark[2].strip():
            yield _fence(text, opening, line, mark.start(), mark.end())
            opening = None
    if opening is not None:
        yield _fence(text, opening, line, len(text), len(text))


def title(text: str) -> str:
    """Return the first ``# Title`` of a text, or an empty string."""
    first = _TITLE.match(text) or next(outside(fences(text), text, _TITLE), None)
    return _bare(first["title"]) if first else ""


def sections(text: str) -> tuple[Section, tuple[Section, ...]]:
    """Return what stands before the first ``##`` heading (under the title), and a section for each heading."""
    blocks = tuple(fences(text))
    heads = tuple(outside(blocks, text, _HEADING))
    first = next(outside(blocks, text, _TITLE), None)
    begin = first.end() if first else 0
    ends = [head.start() for head in heads[1:]] + [len(text)]
    before = text[begin : heads[0].start() if heads else len(text)]
    under: list[Section] = []
    line, counted = 1, 0
    for head, end in zip(heads, ends, strict=False):
        line += text.count("\n", counted, head.end())
        counted = head.end()
        under.append(Section(_bare(head["title"]), text[head.end() : end], line))
    return Section(_bare(first["title"]) if first else "", before, text.count("\n", 0, begin) + 1), tuple(under)


def outside(blocks: Iterable[Fence], text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what `pattern` finds in a text outside of its fenced blocks."""
    spans = [(block.start, block.end) for block in blocks]
    for match in pattern.finditer(text):
        before = bisect_right(spans, match.start(), key=lambda span: span[0])
        if not before or spans[before - 1][1] <= match.start():
            yield match


def _bare(heading: str) -> str:
    """Return a heading without the signs that may close it; a sign right after a letter belongs to the heading."""
    heading = heading.rstrip(" \t")
    opened = heading.rstrip("#")
    return opened.rstrip(" \t") if opened.endswith((" ", "\t")) else heading


def _fence(text: str, opening: re.Match[str], line: int, body_end: int, end: int) -> Fence:
    return Fence(opening[2].strip(), text[opening.end() : body_end], opening.start(), end, line)
