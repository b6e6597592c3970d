"""Something about a course that its author has to mend, found by one of the steps of `check`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workshop.sentences import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from grader import Text
    from study.course import Problem


class Step(StrEnum):
    """The steps of `check`, in their order."""

    STUB = "stub"
    SOLUTION = "solution"
    MISTAKES = "mistakes"
    MUTANTS = "mutants"
    ACCEPTED = "accepted"
    LANGUAGES = "languages"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One sentence about one place.

    about: id of a lesson or exercise. line: counted from 1; 0 for the file as a whole. diff: of a mutant that survived.
    """

    about: str
    step: Step
    file: Path
    line: int
    sentence: Text
    diff: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "about": self.about,
            "step": str(self.step),
            "file": str(self.file),
            "line": self.line,
            "sentence": dict(self.sentence),
            "diff": self.diff,
        }


def complain(
    about: str, step: Step, file: Path, key: str, /, line: int = 0, diff: str = "", **values: object
) -> Complaint:
    """Return the complaint with the sentence of this key."""
    return Complaint(about, step, file, line, sentence(f"{step}.{key}", **values), diff)


def from_problem(about: str, step: Step, problem: Problem) -> Complaint:
    """Return what the readers of a course's files found as a complaint."""
    said = {
        language: f"{problem.field}: {text}" if problem.field else text for language, text in problem.sentence.items()
    }
    return Complaint(about, step, problem.file, problem.line, said)
