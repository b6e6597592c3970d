"""Every run that `check` makes of an exercise's files, and what is said about its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from grader import CheckFolder, CheckFolderError, Status, Verdict, read_checks
from workshop import answers, stubs
from workshop.complaint import Complaint, Step, complain

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from study.course import Exercise
    from workshop.trials import Trials

SEEDS: Final = 5


class Part(StrEnum):
    """What a file is to its exercise."""

    STUB = "stub"
    UNTOUCHED = "untouched"
    SOLUTION = "solution"
    ACCEPTED = "accepted"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Run:
    """One file of an exercise, to be judged. `UNTOUCHED` is the stub as a learner hands it in."""

    exercise: Exercise
    folder: CheckFolder
    part: Part
    file: Path
    device: str
    seed: int = 0

    def verdict(self, trials: Trials, stop: threading.Event) -> Verdict:
        """Return what the grader says. Raises Cancelled once `stop` is set."""
        return trials.judge(
            self.exercise,
            self.file,
            stop,
            device=self.device,
            seed=self.seed,
            stub=self.exercise.stub if self.part is Part.UNTOUCHED else None,
            diagnosed=self.part is Part.MISTAKE,
        )


def runs_of(exercise: Exercise, device: str, seeds: int) -> tuple[Sequence[Run], Sequence[Complaint]]:
    """Return the runs of an exercise, the solution's first; or why there can be none."""
    try:
        folder = read_checks(exercise.checks)
    except CheckFolderError as error:
        file = exercise.checks / f"test_{exercise.checks.name}.py"
        return (), (complain(exercise.id, Step.SOLUTION, file, "no_checks", how=error),)
    runs = [Run(exercise, folder, Part.SOLUTION, folder.solution, device, seed) for seed in range(seeds)]
    runs += [Run(exercise, folder, part, exercise.stub, device) for part in (Part.STUB, Part.UNTOUCHED)]
    runs += [Run(exercise, folder, Part.ACCEPTED, file, device) for file in folder.accepted]
    runs += [Run(exercise, folder, Part.MISTAKE, file, device) for file in folder.mistakes]
    return runs, tuple(answers.too_few(exercise, folder))


def about(judged: Sequence[tuple[Run, Verdict]]) -> Iterator[Complaint]:
    """Yield what is wrong with the verdicts on one exercise; what could not be run is no complaint."""
    by_part = {run.part: verdict for run, verdict in judged}
    if Part.STUB in by_part and by_part[Part.STUB].status is not Status.UNAVAILABLE:
        yield from stubs.judged(judged[0][0].exercise, by_part[Part.STUB], by_part[Part.UNTOUCHED])
    runnable = [(run, verdict) for run, verdict in judged if verdict.status is not Status.UNAVAILABLE]
    solved = [(run, verdict) for run, verdict in runnable if run.part is Part.SOLUTION]
    if solved:
        run = solved[0][0]
        yield from answers.of_solution(run.exercise, run.folder, [(run.seed, verdict) for run, verdict in solved])
    for run, verdict in runnable:
        match run.part:
            case Part.ACCEPTED:
                yield from answers.of_accepted(run.exercise, run.file, verdict)
            case Part.MISTAKE:
                yield from answers.of_mistake(run.exercise, run.file, verdict)
