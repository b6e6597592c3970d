"""Run the files of an exercise, and mutants of its solution, through the grader that learners have."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader import Cancelled, CheckFinished, CheckStatus, Grader, Status, Submission, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from grader import GradingEvent
    from study.course import Exercise
    from workshop.mutants.mutant import Mutant


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant.

    check: the first check that noticed it, if one did. error: why it could not be run. seconds: how long it took.
    """

    mutant: Mutant
    status: Status
    check: str = ""
    error: str = ""
    seconds: float = 0.0

    @property
    def survived(self) -> bool:
        """Whether every check held."""
        return self.status is Status.PASSED


class Trials:
    """A grader, and a scratch folder to write mutants to. Thread-safe."""

    def __init__(self, grader: Grader, scratch: Path) -> None:
        self._grader = grader
        self._scratch = scratch
        self._lock = threading.Lock()
        self._open = ""

    def devices(self, exercise: Exercise) -> tuple[str, ...]:
        """Return where the code of an exercise can run, best first; known once something of it has run."""
        return self._grader.devices(exercise.checks)

    def judge(
        self,
        exercise: Exercise,
        file: Path,
        stop: threading.Event,
        *,
        device: str,
        seed: int = 0,
        stub: Path | None = None,
        diagnosed: bool = False,
    ) -> Verdict:
        """Return the verdict on one file. Raises Cancelled once `stop` is set."""
        self._turn_to(exercise, device)
        submission = Submission(exercise.id, file, exercise.checks, stub, device, seed=seed, diagnosed=diagnosed)
        return self._grader.grade(submission, cancelled=stop)

    def fate(self, exercise: Exercise, mutant: Mutant, stop: threading.Event, *, device: str, seconds: float) -> Fate:
        """Return what becomes of a mutant within `seconds`. It is over at the first check that does not hold.

        Raises Cancelled once `stop` is set.
        """
        self._turn_to(exercise, device)
        folder = self._scratch / exercise.lesson / exercise.name / mutant.id.replace("/", ".")
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{exercise.name}.py"
        file.write_text(mutant.source, encoding="utf-8")
        noticed: list[str] = []
        enough = _Either(stop)
        began = time.monotonic()

        def hear(event: GradingEvent) -> None:
            if isinstance(event, CheckFinished) and event.result.status is CheckStatus.FAILED:
                noticed.append(event.result.name)
                enough.set()

        submission = Submission(exercise.id, file, exercise.checks, None, device, seconds=seconds, diagnosed=False)
        try:
            verdict = self._grader.grade(submission, hear, enough)
        except Cancelled:
            if not noticed:
                raise
            return Fate(mutant, Status.FAILED, noticed[0], seconds=time.monotonic() - began)
        first = verdict.first_failed
        return Fate(mutant, verdict.status, first.name if first else "", verdict.error, time.monotonic() - began)

    def _turn_to(self, exercise: Exercise, device: str) -> None:
        """Have the grader ready for the exercise that is being looked at, as it is when a learner opens one."""
        with self._lock:
            if exercise.id != self._open:
                self._open = exercise.id
                self._grader.prepare(exercise.checks, device)


class _Either(threading.Event):
    """An event that counts as set, too, when another one is."""

    def __init__(self, other: threading.Event) -> None:
        super().__init__()
        self._other = other

    def is_set(self) -> bool:
        return super().is_set() or self._other.is_set()
