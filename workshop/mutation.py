"""What the mutants of a solution say about its checks: how many were noticed, which were not, and is that enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from grader import Status
from workshop.complaint import Complaint, Step, complain
from workshop.marks import Mark, marks_file, not_needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from study.course import Exercise
    from workshop.trials import Fate

OVERALL: Final = 97
IN_EACH: Final = 90
MARKED: Final = 10
"""Percent of mutants: noticed in all exercises together, noticed in each, marked in each at most."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """The fates of the mutants of one exercise. marks: those that its author calls equivalent."""

    fates: tuple[Fate, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def marked(self) -> int:
        """How many are marked, whether they were run or not."""
        return len(self.marks)

    @property
    def counted(self) -> int:
        """How many of those that were run are not marked."""
        marked = {mark.id for mark in self.marks}
        return sum(fate.mutant.id not in marked for fate in self.fates)

    @property
    def survivors(self) -> tuple[Fate, ...]:
        """Those that no check noticed and no mark excuses."""
        marked = {mark.id for mark in self.marks}
        return tuple(fate for fate in self.fates if fate.survived and fate.mutant.id not in marked)

    @property
    def killed(self) -> int:
        """How many of the counted ones a check noticed."""
        unknown = sum(fate.status is Status.UNAVAILABLE for fate in self.fates)
        return self.counted - len(self.survivors) - unknown

    @property
    def percent(self) -> float:
        """The share of the counted ones that was noticed."""
        return 100 * self.killed / self.counted if self.counted else 100.0


def of_exercise(exercise: Exercise, mutation: Mutation) -> Iterator[Complaint]:
    """Yield what is wrong in one exercise: each survivor when there are too many, marks that are too many or idle.

    To be asked when all its mutants were run: a share of a few says nothing.
    """
    yield from not_needed(exercise, mutation.marks, mutation.fates)
    if mutation.fates and 100 * mutation.marked > MARKED * len(mutation.fates):
        yield complain(
            exercise.id,
            Step.MUTANTS,
            marks_file(exercise),
            "too_many_marks",
            marked=mutation.marked,
            count=len(mutation.fates),
            most=MARKED,
        )
    if mutation.percent < IN_EACH:
        yield complain(
            exercise.id,
            Step.MUTANTS,
            exercise.checks,
            "too_few_killed",
            killed=mutation.killed,
            count=mutation.counted,
            least=IN_EACH,
        )
        yield from survivors(exercise, mutation)


def survivors(exercise: Exercise, mutation: Mutation) -> Iterator[Complaint]:
    """Yield a complaint for each mutant that no check noticed and no mark excuses."""
    solution = exercise.checks / "solution.py"
    for fate in mutation.survivors:
        mutant = fate.mutant
        yield complain(exercise.id, Step.MUTANTS, solution, "survived", mutant.line, mutant.diff, id=mutant.id)


def overall(mutations: Sequence[Mutation]) -> tuple[int, int]:
    """Return how many mutants were noticed, and how many count, in all exercises together."""
    return sum(one.killed for one in mutations), sum(one.counted for one in mutations)
