"""The same checks cold, warm and bare, in turns, and a mistake with and without its diagnosis."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader import FAMILIES, Grader, Status, Submission
from study.bench.inside.job import Job
from study.bench.memory import Footprint, find_child, footprint
from study.bench.part import NotHere, NotMeasured, Part, Step
from study.bench.plain import BareProcess, cold
from study.bench.readings import Readings
from study.bench.timed import Timed, expect, timed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader import CheckFolder
    from study.bench.part import Tell
    from study.bench.target import Target

REST: Final = 0.5
"""Seconds before each warm submission: learners save seconds apart, and the next worker is made after a verdict."""

SETTLED: Final = 6 * REST
"""Seconds within which the next worker is ready after the last run, on a busy machine too."""


def side_by_side(target: Target, rounds: int, device: str, tell: Tell) -> Part:
    """Measure one exercise in the frameworks of its target. Raises NotMeasured."""
    with tempfile.TemporaryDirectory(prefix="tutor-bench-") as scratch, Grader() as grader:
        measuring = _Measuring(target, device, grader, Path(scratch), tell)
        return measuring.part(rounds)


def _settled(process: int) -> Footprint:
    """Return what a process and its children take once the next worker is ready. Raises NotMeasured."""
    time.sleep(SETTLED)
    given_up = time.monotonic() + SETTLED
    while True:
        try:
            return footprint(process)
        except NotHere:
            raise
        except NotMeasured:  # one of them ended while it was looked at
            if time.monotonic() >= given_up:
                raise


class _Measuring:
    def __init__(self, target: Target, device: str, grader: Grader, scratch: Path, tell: Tell) -> None:
        self._target = target
        self._device = device
        self._grader = grader
        self._scratch = scratch
        self._tell = tell
        self._checks = target.copy(scratch / "0")
        # A copy of its own for plain runs: they leave compiled files behind, which no worker would find elsewhere.
        self._plain = target.copy(scratch / "plain")
        self._seconds: dict[str, list[float]] = defaultdict(list)

    def part(self, rounds: int) -> Part:
        family = self._target.family
        self._tell(Step(family, "host"))
        self._grader.prepare(self._checks.folder, self._device)
        began = self._solution()
        self._seconds["host_start"].append(began.judged)
        self._tell(Step(family, "mistake"))
        mistakes = self._mistakes()
        self._tell(Step(family, "cold"))
        job = self._job(began.first.device)
        cold(job, self._scratch)
        self._tell(Step(family, "bare"))
        with BareProcess(job, self._scratch) as bare:
            for number in range(1, rounds + 1):
                self._round(number, job, bare, mistakes[number % len(mistakes)] if mistakes else None)
        memory, missing = {}, None
        try:
            host = find_child("grader.worker.host", family)
            if host is not None:
                memory["host"] = _settled(host)
        except NotMeasured as trouble:
            missing = trouble.sentence
        figures = {name: Readings(tuple(seconds)) for name, seconds in self._seconds.items()}
        about: dict[str, str | int] = {
            "label": FAMILIES[family].label,
            "exercise": self._target.exercise.id,
            "checks": len(self._target.names),
            "device": began.first.device,
            "mistakes": len(mistakes),
        }
        return Part(family, about, figures, ratios(figures), memory, missing)

    def _round(self, number: int, job: Job, bare: BareProcess, mistake: Path | None) -> None:
        family = self._target.family
        self._tell(Step(family, "cold", number))
        self._note(cold=cold(job, self._scratch))
        self._tell(Step(family, "warm", number))
        time.sleep(REST)
        warm = self._solution()
        self._note(judged=warm.judged, started=warm.started, checked=warm.checked)
        self._tell(Step(family, "bare", number))
        first, again = bare.call()
        self._note(bare_first=first, bare_again=again)
        if mistake is None:
            return
        self._tell(Step(family, "mistake", number))
        # Checks that the grader has never met: it remembers how the known mistakes behave on those that it has.
        fresh = self._target.copy(self._scratch / str(number), f"round {number}")
        time.sleep(REST)
        found = self._grade(mistake, fresh, Status.FAILED)
        self._note(mistake_judged=found.judged, diagnosis_first=found.ended - found.judged)
        time.sleep(REST)
        found = self._grade(mistake, fresh, Status.FAILED)
        self._note(mistake_judged=found.judged, diagnosis_again=found.ended - found.judged)
        opened = self._target.copy(self._scratch / f"opened {number}", f"opened in round {number}")
        self._grader.prepare(opened.folder, self._device)
        time.sleep(REST)
        found = self._grade(mistake, opened, Status.FAILED)
        self._note(diagnosis_opened=found.ended - found.judged)
        self._grader.prepare(self._checks.folder, self._device)

    def _note(self, **seconds: float) -> None:
        for name, each in seconds.items():
            self._seconds[name].append(each)

    def _mistakes(self) -> list[Path]:
        """Return the known mistakes that only the diagnosis can name, one for each name, else the first that fails.

        Nothing when the exercise has none. Raises NotMeasured when not one of them fails.
        """
        failing: list[Path] = []
        named: dict[str, Path] = {}
        found = None
        for file in self._checks.mistakes:
            found = self._timed(file, self._checks)
            if found.first.status is Status.FAILED:
                failing.append(file)
                if found.last.mistake and not found.first.mistake:
                    named.setdefault(found.last.mistake, file)
        if found is not None and not failing:
            expect(found, Status.FAILED, f"{self._target.exercise.id} ({self._checks.mistakes[-1].name})")
        return list(named.values()) or failing[:1]

    def _solution(self) -> Timed:
        return self._grade(self._checks.solution, self._checks, Status.PASSED)

    def _grade(self, file: Path, checks: CheckFolder, status: Status) -> Timed:
        return expect(self._timed(file, checks), status, f"{self._target.exercise.id} ({file.name})")

    def _timed(self, file: Path, checks: CheckFolder) -> Timed:
        submission = Submission(self._target.exercise.id, file, checks.folder, device=self._device)
        return timed(lambda listen: self._grader.grade(submission, listen))

    def _job(self, device: str) -> Job:
        checks = self._plain
        return Job(
            self._target.family,
            str(checks.folder.resolve()),
            str(checks.test.resolve()),
            self._target.names,
            str(checks.solution.resolve()),
            device,
        )


def ratios(figures: Mapping[str, Readings]) -> dict[str, float]:
    """Return how many times as long one median is as another."""
    warm = figures["judged"].median
    return {
        "cold_to_warm": figures["cold"].median / warm,
        "warm_to_bare_first": warm / figures["bare_first"].median,
        "warm_to_bare_again": warm / figures["bare_again"].median,
    }
