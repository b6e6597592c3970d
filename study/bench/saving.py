"""From a save to its verdict: the file is replaced, the watcher notices, the judge judges. No screen."""

from __future__ import annotations

import os
import queue
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from grader import FAMILIES, Status
from study.bench.part import NotMeasured, Part, Step
from study.bench.readings import Readings
from study.bench.side_by_side import REST
from study.bench.timed import expect, timed
from study.judging import Judge
from study.progress import ProgressLog
from study.watching import watch
from study.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from study.bench.part import Tell
    from study.bench.target import Target
    from study.course import Course, Exercise

PATIENCE = 30.0


def save_to_verdict(course: Course, target: Target, rounds: int, device: str, tell: Tell) -> Part:
    """Save the solution of an exercise again and again in a workspace of its own. Raises NotMeasured."""
    exercise = target.exercise
    with tempfile.TemporaryDirectory(prefix="tutor-bench-") as place:
        workspace = Workspace(Path(place).resolve())
        file = workspace.open(exercise)
        solution = target.checks.solution.read_text(encoding="utf-8")
        seconds: dict[str, list[float]] = {"save_judged": [], "noticed": []}
        stop = threading.Event()
        watcher = _Watcher(watch(workspace, course, stop))
        try:
            with Judge(course, workspace, _Log(workspace.root), device) as judge:
                judge.prepare(exercise)
                for number in range(rounds + 1):
                    tell(Step("save", "save", number))
                    if number:
                        time.sleep(REST)
                    began = save(file, f"{solution}\n# save {number}\n")
                    noticed = watcher.next() - began
                    waited = time.perf_counter() - began
                    found = timed(lambda listen: judge.judge(exercise, listen))
                    expect(found, Status.PASSED, exercise.id)
                    if number:
                        seconds["noticed"].append(noticed)
                        seconds["save_judged"].append(waited + found.judged)
        finally:
            stop.set()
            watcher.join()
    about: dict[str, str | int] = {
        "label": ", ".join(FAMILIES[family].label for family in target.checks.families),
        "exercise": exercise.id,
        "checks": len(target.checks.expected),
        "device": found.first.device,
    }
    return Part("save", about, {name: Readings(tuple(each)) for name, each in seconds.items()})


def save(file: Path, text: str) -> float:
    """Put a text in the place of the file, as editors do; return when (`time.perf_counter`)."""
    beside = file.with_name(f"{file.name}.saving")
    beside.write_text(text, encoding="utf-8")
    began = time.perf_counter()
    os.replace(beside, file)  # noqa: PTH105 - the one call that is timed
    return began


class _Watcher(threading.Thread):
    def __init__(self, changed: Iterator[Exercise]) -> None:
        super().__init__(name="bench watcher", daemon=True)
        self._changed = changed
        self._moments: queue.SimpleQueue[float] = queue.SimpleQueue()
        self.start()

    def run(self) -> None:
        for _ in self._changed:
            self._moments.put(time.perf_counter())

    def next(self) -> float:
        """Return when the next change was noticed."""
        try:
            return self._moments.get(timeout=PATIENCE)
        except queue.Empty:
            raise NotMeasured({"en": "A save was not noticed.", "ko": "저장한 것을 알아차리지 못했어요."}) from None


class _Log(ProgressLog):
    """Keeps no name for a workspace that is gone in a minute."""

    @property
    def device(self) -> str:
        return "bench"
