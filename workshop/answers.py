"""What is wrong with how solutions, other right answers and known mistakes were judged."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from grader import CheckFolder, Status, Verdict, mistake_key, say
from workshop.complaint import Complaint, Step, complain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from study.course import Exercise

MISTAKES: Final = 2
"""Mistakes that an exercise knows at least."""
SHARE: Final = 3
"""A solution takes at most one part in this many of its time limit."""


def of_solution(
    exercise: Exercise, folder: CheckFolder, verdicts: Iterable[tuple[int, Verdict]]
) -> Iterator[Complaint]:
    """Yield what is wrong with the verdicts on the solution, each with the seed that it was run from.

    A check that does not hold from several seeds is told once, with what it says first; of what is slow the slowest.
    """
    failed: dict[tuple[str, str], list[tuple[int, Verdict]]] = defaultdict(list)
    slowest: dict[str, float] = defaultdict(float)
    for seed, verdict in verdicts:
        device = verdict.device or "?"
        if verdict.passed:
            slowest[device] = max(slowest[device], verdict.seconds)
        else:
            check = verdict.first_failed.name if verdict.first_failed else str(verdict.status)
            failed[device, check].append((seed, verdict))
    for (device, _), runs in failed.items():
        seeds, first = ", ".join(str(seed) for seed, _ in runs), runs[0][1]
        place = (exercise.id, Step.SOLUTION, folder.solution)
        yield complain(*place, "fails", _line(first), seed=seeds, device=device, how=tell(first))
    for device, seconds in slowest.items():
        if seconds * SHARE > folder.seconds:
            took, limit = f"{seconds:.1f}", f"{folder.seconds:g}"
            place = (exercise.id, Step.SOLUTION, folder.solution)
            yield complain(*place, "slow", seconds=took, limit=limit, device=device)


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
        return _with_error(say(verdict.message or {}, "en"), verdict.error)
    return _with_error(f"{first.name}: {say(first.message, 'en')}", first.error)


def _with_error(said: str, error: str) -> str:
    said, error = (" ".join(text.split()) for text in (said, error))
    return said if error in said else f"{said} {error}".strip()


def _line(verdict: Verdict) -> int:
    first = verdict.first_failed
    where = verdict.where or (first.where if first else None)
    return where.line if where else 0
