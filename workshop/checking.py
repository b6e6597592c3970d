"""`check`: all its steps over a course or a part of it, as many runs at once as there are cores."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from grader import Grader, Verdict
from study.in_order import in_order
from study.several import ON_ACCELERATOR, cores
from workshop import mutation, reading
from workshop.complaint import Complaint, Step, complain
from workshop.marks import Mark, read_marks
from workshop.mutants.making import mutants_of, sample
from workshop.mutation import Mutation
from workshop.report import Report, Row
from workshop.runs import SEEDS, Part, Run, about, runs_of
from workshop.summing import in_steps, row_of, unavailable
from workshop.trials import Fate, Trials

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence

    from study.course import Course, Exercise, Lesson
    from workshop.mutants.mutant import Mutant

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

IN_A_SAMPLE: Final = 5
"""Mutants of each exercise that `quick` runs."""
TIMES: Final = 3.0
BESIDE: Final = 2.0
"""A mutant may take this many times as long as the solution, and so many seconds more."""


class Watcher(Protocol):
    """Hears how far it is. It is called from the thread that called `check_course`, again and again."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Hear that of a stage (reading, answers, devices, mutants) so much is done."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to check. device: ``auto`` for every one that there is, else the only one."""

    course: Course
    lessons: Sequence[Lesson]
    exercises: Sequence[Exercise]
    quick: bool = False
    device: str = "auto"


def check_course(wanted: Wanted, memory: Path | None, watch: Watcher) -> Report:
    """Run every step over what is wanted. memory: where the grader remembers how mistakes behave, if anywhere.

    Interrupted, it ends what it began before it raises KeyboardInterrupt.
    """
    with (
        Grader(memory) as grader,
        tempfile.TemporaryDirectory(prefix="check-", ignore_cleanup_errors=True) as scratch,
    ):
        return _Checking(wanted, Trials(grader, Path(scratch)), watch).report()


class _Checking:
    """One check from its beginning to its end."""

    def __init__(self, wanted: Wanted, trials: Trials, watch: Watcher) -> None:
        self._wanted = wanted
        self._trials = trials
        self._watch = watch
        self._device = "cpu" if wanted.device == "auto" else wanted.device
        self._complaints: list[Complaint] = []
        self._judged: dict[str, list[tuple[Run, Verdict]]] = defaultdict(list)
        self._fates: dict[str, list[Fate]] = defaultdict(list)
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._began = time.monotonic()

    def report(self) -> Report:
        self._read()
        self._judge("answers", self._runs())
        self._judge("devices", self._runs_elsewhere(), at_once=ON_ACCELERATOR)
        self._mutate()
        for judged in self._judged.values():
            self._complaints += about(judged)
        rows = [
            row_of(
                exercise,
                self._judged[exercise.id],
                Mutation(tuple(self._fates[exercise.id]), self._marks.get(exercise.id, ())),
                self._complaints,
            )
            for exercise in self._wanted.exercises
        ]
        for row in rows if not self._wanted.quick else ():
            self._complaints += mutation.of_exercise(row.exercise, row.mutation)
        self._judge_all_mutants(rows)
        seen = dict.fromkeys(
            verdict.device for judged in self._judged.values() for _, verdict in judged if verdict.device
        )
        return Report(
            rows,
            in_steps(self._complaints),
            time.monotonic() - self._began,
            self._wanted.quick,
            tuple(seen),
            unavailable(self._judged, self._fates),
        )

    def _read(self) -> None:
        wanted = self._wanted
        is_all = len(wanted.lessons) == len(wanted.course.lessons)
        self._complaints += reading.of_course(wanted.course) if is_all else ()
        work: list[Callable[[], Sequence[Complaint]]] = [
            *((lambda lesson=lesson: tuple(reading.of_snippets(lesson))) for lesson in wanted.lessons),
            *((lambda lesson=lesson: tuple(reading.of_lesson(lesson, wanted.course))) for lesson in wanted.lessons),
            *((lambda one=one: tuple(reading.of_exercise(one, wanted.course))) for one in wanted.exercises),
        ]
        for _, complaints in self._each("reading", work, lambda task, _: task()):
            self._complaints += complaints

    def _runs(self) -> list[Run]:
        runs: list[Run] = []
        for exercise in self._wanted.exercises:
            found, complaints = runs_of(exercise, self._device, 1 if self._wanted.quick else SEEDS)
            runs += found
            self._complaints += complaints
        return runs

    def _runs_elsewhere(self) -> list[Run]:
        if self._wanted.device != "auto":
            return []
        return [
            replace(run, device=device)
            for judged in self._judged.values()
            for run, _ in judged
            if run.part is Part.SOLUTION
            for device in self._trials.devices(run.exercise)
            if device != self._device
        ]

    def _judge(self, stage: str, runs: Sequence[Run], at_once: int = 0) -> None:
        for run, verdict in self._each(stage, runs, lambda run, stop: run.verdict(self._trials, stop), at_once):
            self._judged[run.exercise.id].append((run, verdict))

    def _mutate(self) -> None:
        items: list[tuple[Exercise, Mutant, float]] = []
        for exercise in self._wanted.exercises:
            took = [verdict.seconds for run, verdict in self._judged[exercise.id] if _is_right(run, verdict)]
            if not took:
                continue  # what the checks say of a solution that does not pass says nothing about its mutants
            mutants = mutants_of((exercise.checks / "solution.py").read_text(encoding="utf-8"))
            self._marks[exercise.id], complaints = read_marks(exercise, mutants)
            self._complaints += complaints
            marked = {mark.id for mark in self._marks[exercise.id]}
            unmarked = [mutant for mutant in mutants if mutant.id not in marked]
            chosen = sample(unmarked, IN_A_SAMPLE) if self._wanted.quick else mutants
            items += [(exercise, mutant, TIMES * max(took) + BESIDE) for mutant in chosen]

        def work(item: tuple[Exercise, Mutant, float], stop: threading.Event) -> Fate:
            exercise, mutant, seconds = item
            return self._trials.fate(exercise, mutant, stop, device=self._device, seconds=seconds)

        for (exercise, _, _), fate in self._each("mutants", items, work):
            self._fates[exercise.id].append(fate)

    def _each(
        self,
        stage: str,
        items: Sequence[_Item],
        work: Callable[[_Item, threading.Event], _Result],
        at_once: int = 0,
    ) -> Iterator[tuple[_Item, _Result]]:
        """Yield every item with the result of `work` on it, and say how far it is."""
        done = 0

        def tick() -> None:
            self._watch(stage, done, len(items))

        for item, result in zip(items, in_order(items, work, at_once=at_once or cores(), tick=tick), strict=True):
            done += 1
            tick()
            yield item, result

    def _judge_all_mutants(self, rows: Sequence[Row]) -> None:
        killed, counted = mutation.overall([row.mutation for row in rows])
        if counted and 100 * killed < mutation.OVERALL * counted:
            hidden, least = self._wanted.course.root / "grader" / "hidden", mutation.OVERALL
            self._complaints.append(
                complain("", Step.MUTANTS, hidden, "too_few_in_all", killed=killed, count=counted, least=least)
            )
            for row in rows:
                self._complaints += mutation.survivors(row.exercise, row.mutation)


def _is_right(run: Run, verdict: Verdict) -> bool:
    return run.part is Part.SOLUTION and verdict.passed
