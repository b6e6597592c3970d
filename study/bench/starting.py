"""From the start of the program to its first screen, in a pseudo-terminal, and what that process weighs then."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study.bench.memory import Footprint, footprint
from study.bench.part import NotMeasured, Part, Step
from study.bench.plain import PROJECT, ordinary
from study.bench.program import COLUMNS, PATIENCE, ROWS, Program
from study.bench.readings import Readings

if TYPE_CHECKING:
    from study.bench.part import Tell
    from study.course import Course

IMPORT: Final = "import time; began = time.perf_counter(); import tui.app; print(time.perf_counter() - began)"


def start_up(course: Course, rounds: int, language: str, tell: Tell) -> Part:
    """Start the program `rounds` times, in a workspace in which it was started once before. Raises NotMeasured."""
    seconds: dict[str, list[float]] = {"painted": [], "complete": [], "imported": []}
    memory: dict[str, Footprint] = {}
    missing = None
    with tempfile.TemporaryDirectory(prefix="tutor-bench-") as place:
        for number in range(rounds + 1):
            tell(Step("start", "start", number))
            with Program(course, Path(place), language) as program:
                painted, complete = program.painted()
                try:
                    memory["screen"] = footprint(program.number)
                except NotMeasured as trouble:
                    missing = trouble.sentence
            imported = _import()
            if number:
                seconds["painted"].append(painted)
                seconds["complete"].append(complete)
                seconds["imported"].append(imported)
    figures = {name: Readings(tuple(each)) for name, each in seconds.items()}
    return Part("start", {"columns": COLUMNS, "rows": ROWS}, figures, {}, memory, missing)


def _import() -> float:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT],
        env={**ordinary(), "PYTHONPATH": str(PROJECT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return float(done.stdout.split()[-1])
