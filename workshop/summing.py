"""Sum up what the runs of `check` gave: a row for each exercise, the complaints in their order. Pure: runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader import Status, Verdict, mistake_key, say
from workshop.complaint import Complaint, Step
from workshop.report import Count, Row
from workshop.runs import Part, Run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from study.course import Exercise
    from workshop.mutation import Mutation
    from workshop.trials import Fate


def row_of(
    exercise: Exercise, judged: Sequence[tuple[Run, Verdict]], mutation: Mutation, complaints: Sequence[Complaint]
) -> Row:
    """Return what was found out about an exercise."""
    stub = [one for one in complaints if one.about == exercise.id and one.step is Step.STUB]
    return Row(
        exercise,
        bool(judged) and not stub,
        _count([verdict.passed for run, verdict in judged if run.part is Part.SOLUTION]),
        _count([verdict.mistake == mistake_key(run.file) for run, verdict in judged if run.part is Part.MISTAKE]),
        _count([verdict.passed for run, verdict in judged if run.part is Part.ACCEPTED]),
        mutation,
        sum(verdict.seconds for _, verdict in judged) + sum(fate.seconds for fate in mutation.fates),
    )


def in_steps(complaints: Sequence[Complaint]) -> Sequence[Complaint]:
    """Return each complaint once, by what it is about and by step: two steps may tell of the same survivor."""
    order = list(Step)
    once = [one for place, one in enumerate(complaints) if one not in complaints[:place]]
    return sorted(once, key=lambda one: (one.about, order.index(one.step)))


def unavailable(
    judged: Mapping[str, Sequence[tuple[Run, Verdict]]], fates: Mapping[str, Sequence[Fate]]
) -> tuple[str, ...]:
    """Return a sentence for each run that was not possible at all."""
    found = [
        f"{run.exercise.id}: {run.file.name}: {say(verdict.message or {}, 'en')} {verdict.error}"
        for runs in judged.values()
        for run, verdict in runs
        if verdict.status is Status.UNAVAILABLE
    ]
    found += [
        f"{exercise}: {fate.mutant.id}: {fate.error}"
        for exercise, of_exercise in fates.items()
        for fate in of_exercise
        if fate.status is Status.UNAVAILABLE
    ]
    return tuple(found)


def _count(good: Sequence[bool]) -> Count:
    return Count(sum(good), len(good))
