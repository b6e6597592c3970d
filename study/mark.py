"""How far an exercise or a lesson is, in one of four marks. Each front end gives it a colour and a word."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from study.standing import LessonStanding, Standing


class Mark(StrEnum):
    """How far something is; the value is the key of its word."""

    NEW = "new"
    STARTED = "started"
    FAILED = "failed"
    DONE = "done"


GLYPHS: Final[Mapping[Mark, str]] = {Mark.NEW: "○", Mark.STARTED: "◐", Mark.FAILED: "✗", Mark.DONE: "✓"}


def exercise_mark(standing: Standing) -> Mark:
    """Return the mark of an exercise. One that passed once stays passed."""
    if standing.passed:
        return Mark.DONE
    if standing.attempts:
        return Mark.FAILED
    return Mark.STARTED if standing.started else Mark.NEW


def lesson_mark(standing: LessonStanding) -> Mark:
    """Return the mark of a lesson."""
    if standing.done:
        return Mark.DONE
    return Mark.STARTED if standing.started else Mark.NEW
