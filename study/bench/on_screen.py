"""From a save in another editor to its verdict on the screen: the whole program, in a pseudo-terminal."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study.bench.part import Part, Step
from study.bench.program import TALL, Program
from study.bench.readings import Readings
from study.bench.saving import save
from study.bench.side_by_side import REST
from study.event import Kind
from study.mark import GLYPHS, Mark
from study.progress import ProgressLog
from study.workspace import Workspace

if TYPE_CHECKING:
    from study.bench.part import Tell
    from study.bench.target import Target
    from study.course import Course

GO_ON: Final = b"c"
LOADED: Final = 2.0
"""Seconds without a byte once the host is there: until then the seconds of waiting are counted on the screen."""
SETTLED: Final = 5.0
"""Seconds after the first verdict in which the known mistakes of the exercise are run, once in a workspace."""


def save_to_screen(course: Course, target: Target, rounds: int, language: str, device: str, tell: Tell) -> Part:
    """Save a mistake and then the solution, again and again, while the exercise is open. Raises NotMeasured."""
    seconds: list[float] = []
    exercise = target.exercise
    solution = target.checks.solution.read_text(encoding="utf-8")
    wrong = target.checks.mistakes[0].read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="tutor-bench-") as place:
        workspace = Workspace(Path(place).resolve())
        file = workspace.open(exercise)
        log = ProgressLog(workspace.root)
        log.append(Kind.VISITED, screen="exercise", lesson=exercise.lesson, exercise=exercise.id)
        with Program(course, workspace.root, language, device, TALL) as program:
            program.painted()
            program.press(GO_ON)
            program.rest(LOADED)
            # One sign for each check that holds, and one for the verdict.
            signs = len(target.checks.expected) + 1
            for number in range(rounds + 1):
                tell(Step("screen", "save", number))
                program.rest(REST)
                program.shows(GLYPHS[Mark.FAILED], 1, save(file, f"{wrong}\n# save {number}\n"))
                program.rest(REST)
                took = program.shows(GLYPHS[Mark.DONE], signs, save(file, f"{solution}\n# save {number}\n"))
                if number:
                    seconds.append(took)
                else:
                    program.rest(SETTLED)
    about: dict[str, str | int] = {"label": "", "exercise": exercise.id, "checks": len(target.checks.expected)}
    return Part("screen", {**about, "device": device}, {"on_screen": Readings(tuple(seconds))})
