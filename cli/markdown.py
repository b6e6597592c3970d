"""Markdown on plain paper: paragraphs are filled to the width, lists stay as they are written, marks in a line go."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from cli.cells import cells, wrap
from study.markdown import SPAN

if TYPE_CHECKING:
    from cli.page import Page

FENCE: Final = re.compile(r"\s*(```|~~~)")
ITEM: Final = re.compile(r"\s*([-*+]|\d+[.)])\s|\s*[|>#]")
_HELD: Final = "\ue000"
"""Stands for a blank within code while lines are broken: none is broken there."""


def paragraphs(text: str) -> list[str]:
    """Return the lines of `text`, each paragraph joined into one. Fences are left out, what they hold is indented."""
    found: list[str] = []
    joins = fenced = False
    for line in text.strip("\n").splitlines():
        if FENCE.match(line):
            fenced, joins = not fenced, False
        elif fenced:
            found.append(f"    {line}".rstrip())
        elif joins and line.strip() and not ITEM.match(line):
            found[-1] += f" {line.strip()}"
        else:
            found.append(line.rstrip())
            joins = bool(line.strip())
    return found


def prose(page: Page, text: str, indent: str = "") -> None:
    """Print a text wrapped to the page, every line after `indent`, as `filled` leaves it."""
    for line in filled(page, text, page.width - cells(indent)):
        page.line(f"{indent}{line}" if line else "")


def filled(page: Page, text: str, width: int) -> list[str]:
    """Return a text in lines of at most `width` cells; code and strong parts lose their marks, and are painted."""
    held = SPAN.sub(lambda span: span[0].replace(" ", _HELD), text)
    return [SPAN.sub(partial(_painted, page), line.replace(_HELD, " ")) for line in wrap(held, width)]


def _painted(page: Page, span: re.Match[str]) -> str:
    return page.paint(span["strong"], "bold") if span["code"] is None else page.paint(span["code"], "yellow")
