"""What is known of the last verdict of an exercise without running it again. Pure: it reads events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.verdict import Status
from study.event import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from study.course import Exercise
    from study.event import Event


@dataclass(frozen=True, slots=True)
class Recalled:
    """A verdict as the log holds it. held, total: checks that held, of how many. time: when, with its time zone."""

    status: Status
    held: int
    total: int
    time: datetime


def recall(events: Sequence[Event], exercise: Exercise, digest: str) -> Recalled | None:
    """Return the last verdict of an exercise, or None when there is none or it was about another file than `digest`."""
    verdicts = (event for event in reversed(events) if event.kind == Kind.VERDICT)
    last = next((event for event in verdicts if event.text("exercise") == exercise.id), None)
    if last is None or not digest or last.text("digest") != digest:
        return None
    try:
        status = Status(last.text("status"))
    except ValueError:
        return None
    return Recalled(status, last.number("passed") or 0, last.number("total") or 0, last.time)
