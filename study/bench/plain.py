"""The same checks without the grader: a cold `python -m pytest`, and a bare call where everything is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader import FAMILIES
from study.bench.part import NotMeasured

if TYPE_CHECKING:
    from study.bench.inside.job import Job

PROJECT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 300.0


def cold(job: Job, scratch: Path) -> float:
    """Return the seconds that `python -m pytest` takes, from its start to its end. Raises NotMeasured."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "study.bench.inside.plain_pytest"]
    command += ["-c", os.devnull, f"--rootdir={job.folder}", job.test]
    began = time.perf_counter()
    try:
        done = subprocess.run(
            command,
            cwd=scratch,
            env=environment(job, scratch),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _not_measured("python -m pytest", f"> {PATIENCE:.0f} s") from error
    seconds = time.perf_counter() - began
    if done.returncode != 0:
        raise _not_measured("python -m pytest", done.stdout)
    return seconds


class BareProcess:
    """A process that has imported everything. A context manager; `call` may be asked for again and again."""

    def __init__(self, job: Job, scratch: Path) -> None:
        self._job = job
        self._scratch = scratch
        self._log = scratch / "bare.log"
        self._process = self._start()

    def __enter__(self) -> BareProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def call(self) -> tuple[float, float]:
        """Return the seconds of a first call, and of the same call once more. Raises NotMeasured."""
        if self._process.poll() is not None:
            self._process = self._start()
        if self._process.stdin is not None:
            self._process.stdin.write("call\n")
            self._process.stdin.flush()
        answer = json.loads(self._line())
        if "error" in answer:
            raise _not_measured(self._job.test, answer["error"])
        first, again = answer["seconds"]
        if not answer["more"]:
            self._end()
        return first, again

    def _start(self) -> subprocess.Popen[str]:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "study.bench.inside.bare_call"],
                cwd=self._scratch,
                env=environment(self._job, self._scratch),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
        self._line()
        return self._process

    def _line(self) -> str:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            self._end()
            raise _not_measured("bare_call", self._log.read_text(encoding="utf-8", errors="replace"))
        return line

    def _end(self) -> None:
        with suppress(OSError, subprocess.TimeoutExpired):
            self._process.communicate(timeout=10)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


def ordinary() -> dict[str, str]:
    """Return this environment without what changes Python itself: unless told not to, it keeps what it compiled."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def environment(job: Job, scratch: Path) -> dict[str, str]:
    """Return the environment that a host has, without plugins of pytest that happen to be installed."""
    kept = {name: value for name, value in ordinary().items() if not name.startswith(("PYTEST", "KERAS_"))}
    return {
        **kept,
        **FAMILIES[job.family].variables,
        **job.variables(),
        "PYTHONPATH": str(PROJECT),
        "PYTHONUTF8": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "KERAS_HOME": str(scratch),
    }


def _not_measured(what: str, said: str) -> NotMeasured:
    last = (said.strip().splitlines() or ["?"])[-1].strip()
    return NotMeasured({"en": f"{what} did not succeed: {last}", "ko": f"{what} 실행에 실패했어요: {last}"})
