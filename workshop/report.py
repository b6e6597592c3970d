"""What `check` found out about a course: a row for each exercise, every complaint, and whether it is good enough."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workshop.complaint import Step
from workshop.mutation import Mutation, overall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from study.course import Exercise
    from workshop.complaint import Complaint


@dataclass(frozen=True, slots=True)
class Count:
    """So many of all were as they should be."""

    good: int = 0
    all: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all were."""
        return self.good == self.all


@dataclass(frozen=True, slots=True)
class Row:
    """What was found out about one exercise. solution: runs of it, over devices and seeds.

    seconds: of all its runs together, in their workers.
    """

    exercise: Exercise
    stub: bool
    solution: Count
    mistakes: Count
    accepted: Count
    mutation: Mutation
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found out. elapsed: wall-clock seconds. quick: only a sample of the mutants, and one seed, were run.

    unavailable: why something could not be run at all; that is no fault of the course.
    """

    rows: Sequence[Row]
    complaints: Sequence[Complaint]
    elapsed: float
    quick: bool
    devices: Sequence[str] = ()
    unavailable: Sequence[str] = field(default=())

    @property
    def mutants(self) -> Count:
        """The mutants that were noticed, of all that count."""
        return Count(*overall([row.mutation for row in self.rows]))

    @property
    def marked(self) -> int:
        """How many mutants are marked as equivalent."""
        return sum(row.mutation.marked for row in self.rows)

    @property
    def is_good(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.complaints and not self.unavailable

    def of(self, about: str, step: Step) -> Sequence[Complaint]:
        """Return the complaints of one step about one lesson or exercise."""
        return [complaint for complaint in self.complaints if (complaint.about, complaint.step) == (about, step)]

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "good": self.is_good,
            "quick": self.quick,
            "elapsed": round(self.elapsed, 1),
            "devices": list(self.devices),
            "exercises": [_row(row) for row in self.rows],
            "mutants": {"killed": self.mutants.good, "counted": self.mutants.all, "marked": self.marked},
            "complaints": [complaint.to_json() for complaint in self.complaints],
            "unavailable": list(self.unavailable),
        }


def _row(row: Row) -> dict[str, Any]:
    return {
        "exercise": row.exercise.id,
        "stub": row.stub,
        "solution": [row.solution.good, row.solution.all],
        "mistakes": [row.mistakes.good, row.mistakes.all],
        "accepted": [row.accepted.good, row.accepted.all],
        "mutants": {
            "killed": row.mutation.killed,
            "counted": row.mutation.counted,
            "marked": row.mutation.marked,
            "survivors": [
                {"id": fate.mutant.id, "line": fate.mutant.line, "diff": fate.mutant.diff}
                for fate in row.mutation.survivors
            ],
        },
        "seconds": round(row.seconds, 1),
    }
