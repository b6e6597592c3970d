"""One file handed to the grader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Submission:
    """A learner's file and the folder of checks that judges it.

    exercise: name that the verdict carries, such as ``02_autograd/grad_of``.
    file: the learner's file; it is read once, when grading starts, and never written.
    checks: folder with ``test_<exercise>.py``, ``solution.py`` and ``mistakes/``.
    stub: the untouched exercise; a file with the same text is "not started".
    device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
    seed: what all random numbers begin with. seconds: a time limit in place of the exercise's own.
    diagnosed: whether the known mistake behind a failure is looked for.
    """

    exercise: str
    file: Path
    checks: Path
    stub: Path | None = None
    device: str = "auto"
    course_version: str = ""
    seed: int = 0
    seconds: float | None = None
    diagnosed: bool = True
