"""What is wrong with how solutions, other right answers and known mistakes were judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader import CheckFolder, Status, Verdict, mistake_key, say
from workshop.complaint import Complaint, Step, complain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from study.course import Exercise

MISTAKES: Final = 2
"""Mistakes that an exercise knows at least."""
SHARE: Final = 3
"""A solution takes at most one part in this many of its time limit."""


def of_solution(exercise: Exercise, folder: CheckFolder, verdict: Verdict, seed: int) -> Iterator[Complaint]:
    """Yield what is wrong with a verdict on the solution, run from `seed`."""
    device = verdict.device or "?"
    if not verdict.passed:
        yield complain(
            exercise.id,
            Step.SOLUTION,
            folder.solution,
            "fails",
            _line(verdict),
            seed=seed,
            device=device,
            how=tell(verdict),
        )
    elif verdict.seconds * SHARE > folder.seconds:
        yield complain(
            exercise.id,
            Step.SOLUTION,
            folder.solution,
            "slow",
            seconds=f"{verdict.seconds:.1f}",
            limit=f"{folder.seconds:g}",
            device=device,
        )


def of_accepted(exercise: Exercise, file: Path, verdict: Verdict) -> Iterator[Complaint]:
    """Yield what is wrong with a verdict on another right answer."""
    if not verdict.passed:
        yield complain(exercise.id, Step.ACCEPTED, file, "fails", _line(verdict), how=tell(verdict))


def of_mistake(exercise: Exercise, file: Path, verdict: Verdict) -> Iterator[Complaint]:
    """Yield what is wrong with a verdict on a known mistake."""
    key = mistake_key(file)
    if verdict.status is not Status.FAILED:
        said = tell(verdict)
        status, how = verdict.status, f" ({said})" if said else ""
        yield complain(exercise.id, Step.MISTAKES, file, "not_failed", status=status, how=how)
    elif verdict.mistake is None:
        yield complain(exercise.id, Step.MISTAKES, file, "not_recognised", how=tell(verdict))
    elif verdict.mistake != key:
        yield complain(exercise.id, Step.MISTAKES, file, "taken_for_another", key=key, other=verdict.mistake)


def too_few(exercise: Exercise, folder: CheckFolder) -> Iterator[Complaint]:
    """Yield that there are too few known mistakes, or no other right answer."""
    if len(folder.mistakes) < MISTAKES:
        yield complain(exercise.id, Step.MISTAKES, folder.folder / "mistakes", "too_few", count=len(folder.mistakes))
    if not folder.accepted:
        yield complain(exercise.id, Step.ACCEPTED, folder.folder / "accepted", "none")


def tell(verdict: Verdict) -> str:
    """Return on one line what a verdict says, in English as an error would."""
    first = verdict.first_failed
    if first is None or first.message is None:
        return " ".join(f"{say(verdict.message or {}, 'en')} {verdict.error}".split())
    return " ".join(f"{first.name}: {say(first.message, 'en')} {first.error}".split())


def _line(verdict: Verdict) -> int:
    first = verdict.first_failed
    where = verdict.where or (first.where if first else None)
    return where.line if where else 0
