"""How a standing is shown: a glyph, a word and a colour, never one of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from study.mark import GLYPHS, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.page import Page

COLOURS: Final[Mapping[Mark, str]] = {
    Mark.NEW: "dim",
    Mark.STARTED: "cyan",
    Mark.FAILED: "yellow",
    Mark.DONE: "green",
}


def glyph(page: Page, mark: Mark) -> str:
    """Return the glyph in its colour."""
    return page.paint(GLYPHS[mark], COLOURS[mark])
