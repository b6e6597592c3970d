"""How a standing is shown: a glyph, a word and a colour, never one of them alone."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.page import Page
    from study.standing import LessonStanding, Standing


class Mark(StrEnum):
    """Where somebody stands in an exercise or a lesson."""

    NEW = "new"
    STARTED = "started"
    FAILED = "failed"
    DONE = "done"


GLYPHS: Final[Mapping[Mark, str]] = {Mark.NEW: "○", Mark.STARTED: "◐", Mark.FAILED: "✗", Mark.DONE: "✓"}
COLOURS: Final[Mapping[Mark, str]] = {
    Mark.NEW: "dim",
    Mark.STARTED: "cyan",
    Mark.FAILED: "yellow",
    Mark.DONE: "green",
}


def of_exercise(standing: Standing) -> Mark:
    """Return the mark of an exercise. One that passed once stays passed."""
    if standing.passed:
        return Mark.DONE
    if standing.attempts:
        return Mark.FAILED
    return Mark.STARTED if standing.started else Mark.NEW


def of_lesson(standing: LessonStanding) -> Mark:
    """Return the mark of a lesson."""
    if standing.done:
        return Mark.DONE
    return Mark.STARTED if standing.started else Mark.NEW


def glyph(page: Page, mark: Mark) -> str:
    """Return the glyph in its colour."""
    return page.paint(GLYPHS[mark], COLOURS[mark])
