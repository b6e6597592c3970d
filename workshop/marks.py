"""Mutants that no check can notice, marked by their author with a reason: ``equivalent.toml`` beside the solution."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workshop.complaint import Complaint, Step, complain
from workshop.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from study.course import Exercise
    from workshop.mutants.mutant import Mutant
    from workshop.trials import Fate

NAME: Final = "equivalent.toml"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mutant that does what the solution does. line: how its changed line reads; reason: why it is no mistake."""

    id: str
    line: str
    reason: str


def marks_file(exercise: Exercise) -> Path:
    """Return the file with the marks of an exercise; it need not be there."""
    return exercise.checks / NAME


def read_marks(exercise: Exercise, mutants: Sequence[Mutant]) -> tuple[tuple[Mark, ...], tuple[Complaint, ...]]:
    """Return the marks that can be used, and what is wrong with the others."""
    file = marks_file(exercise)
    known = {mutant.id: mutant for mutant in mutants}
    marks: dict[str, Mark] = {}
    complaints = []

    def wrong(key: str, **values: object) -> None:
        complaints.append(Complaint(exercise.id, Step.MUTANTS, file, 0, sentence(f"{Step.MUTANTS}.{key}", **values)))

    try:
        tables = _tables(file)
    except FileNotFoundError:
        return (), ()
    except (OSError, ValueError, RecursionError) as error:
        wrong("marks_unreadable", error=error)
        return (), tuple(complaints)
    for number, table in enumerate(tables, start=1):
        mark = Mark(*(str(table.get(name, "")).strip() for name in ("id", "line", "reason")))
        if not (mark.id and mark.line and mark.reason):
            wrong("mark_incomplete", number=number)
        elif mark.id in marks:
            wrong("mark_twice", id=mark.id)
        elif mark.id not in known:
            wrong("mark_unknown", id=mark.id)
        elif mark.line.split() != known[mark.id].shown.split():
            wrong("mark_other", id=mark.id, now=known[mark.id].shown)
        else:
            marks[mark.id] = mark
    return tuple(marks.values()), tuple(complaints)


def _tables(file: Path) -> Sequence[Mapping[str, object]]:
    tables = tomllib.loads(file.read_text(encoding="utf-8")).get("mutants", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ValueError("`mutants` is no list of tables")
    return tables


def not_needed(exercise: Exercise, marks: Sequence[Mark], fates: Sequence[Fate]) -> tuple[Complaint, ...]:
    """Return a complaint for each marked mutant that a check notices now."""
    marked = {mark.id for mark in marks}
    file = marks_file(exercise)
    return tuple(
        complain(exercise.id, Step.MUTANTS, file, "mark_not_needed", id=fate.mutant.id, check=fate.check or fate.status)
        for fate in fates
        if fate.mutant.id in marked and not fate.survived
    )
