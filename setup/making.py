"""Make `.venv` and put the pinned packages into it, over whatever an earlier, interrupted set-up left."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from setup import child, torch_build
from setup.display import Display, Progress
from setup.failure import SetupError
from setup.installed import installed, remove_half_made
from setup.lock import NAME as LOCK_NAME
from setup.pins import pinned
from setup.pip_output import Reading
from setup.python_version import NEWEST, OLDEST
from setup.requirements import canonical
from setup.stamp import NAME as STAMP_NAME
from setup.stamp import python_of, site_packages

if TYPE_CHECKING:
    from collections.abc import Callable

    from setup.requirements import Requirement

LOG: Final = "set-up.log"
DOWNLOADS: Final = "downloads"
ELSEWHERE: Final = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PIP_REPORT")
PIP: Final = ("-m", "pip", "--no-input", "--disable-pip-version-check")


@dataclass(frozen=True, slots=True)
class Making:
    """One set-up of `venv`, for the project in `root`, whose lock is held by `lock`."""

    root: Path
    venv: Path
    display: Display
    lock: int
    environ: dict[str, str] = field(default_factory=lambda: dict(os.environ))

    def make_venv(self) -> None:
        """Make the environment anew. Raises SetupError."""
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
            raise SetupError("no_venv", version=version)
        self._clear()
        base = getattr(sys, "_base_executable", sys.executable)
        reading = Reading()
        self._run([base, "-m", "venv", "--without-pip", str(self.venv)], reading, lambda: Progress("venv"))
        # venv would run this itself, and keep the reason to itself when it fails.
        self._run([str(python_of(self.venv)), "-m", "ensurepip"], reading, lambda: Progress("venv"))
        if not self.works():
            raise SetupError("no_venv", version=version)

    def works(self) -> bool:
        """Return whether the environment's interpreter is a supported one and runs a pip of its own."""
        code = "import sys, pip._internal.cli.main; print(sys.prefix, sys.version_info[:2], sep='|')"
        try:
            answer = subprocess.run(
                [python_of(self.venv), "-c", code],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                env={**self.environ, "PYTHONUTF8": "1"},
                check=False,
            )
        except OSError:
            return False
        prefix, _, version = answer.stdout.strip().partition("|")
        supported = [str((OLDEST[0], minor)) for minor in range(OLDEST[1], NEWEST[1] + 1)]
        return answer.returncode == 0 and version in supported and Path(prefix).resolve() == self.venv.resolve()

    def pip_settings(self) -> str:
        """Return what pip is told by its files and variables, one ``name='value'`` a line."""
        command = [str(python_of(self.venv)), *PIP, "config", "list"]
        answer = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        return answer.stdout

    def install(self, requirements: tuple[Requirement, ...], *, test: bool, torch: str) -> None:
        """Install the requirements, in the pinned versions. Raises SetupError."""
        libraries = site_packages(self.venv)
        if libraries is None:
            raise SetupError("unknown", last=str(self.venv), log=str(self.venv / LOG))
        constraints = self.root / "constraints.txt"
        pins = pinned(constraints, test=test)
        if any(canonical(requirement.name) not in pins for requirement in requirements):
            raise SetupError("damaged", file=str(constraints))
        remove_half_made(libraries)
        downloads = self.venv / DOWNLOADS
        shutil.rmtree(downloads, ignore_errors=True)
        downloads.mkdir()
        command = [str(python_of(self.venv)), *PIP, "install", "--progress-bar", "off"]
        command += ["--no-warn-script-location", "-c", str(constraints)]
        command += [requirement.line for requirement in requirements]
        if torch == "cpu":
            command += torch_build.cpu_arguments(pins["torch"])
        before = installed(libraries)
        missing = len(pins.items() - before)
        reading = Reading()

        def progress() -> Progress:
            if reading.installing:
                there = {name for name, _ in installed(libraries) - before}
                return _installing(reading.installing, there)
            return _fetching(reading, missing, downloads)

        try:
            self._run(command, reading, progress)
        finally:
            shutil.rmtree(downloads, ignore_errors=True)

    def _run(self, command: list[str], reading: Reading, progress: Callable[[], Progress]) -> None:
        environ = {name: value for name, value in self.environ.items() if name not in ELSEWHERE}
        environ |= {"PIP_USER": "0", "PIP_QUIET": "0", "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
        environ |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.venv / DOWNLOADS))
        (self.venv / DOWNLOADS).mkdir(exist_ok=True)
        with (self.venv / LOG).open("a", encoding="utf-8") as log:

            def read(line: str) -> None:
                log.write(f"{line}\n")
                reading.take(line)

            status = child.run(
                command,
                environ=environ,
                read=read,
                tick=lambda: self.display.show(progress()),
                keeps=self.lock,
            )
        if status != 0:
            raise reading.failure(str(self.venv / LOG))

    def _clear(self) -> None:
        for entry in self.venv.iterdir():
            if entry.name in (LOCK_NAME, STAMP_NAME):
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def _fetching(reading: Reading, missing: int, downloads: Path) -> Progress:
    wheels = (Path(folder, name) for folder, _, names in os.walk(downloads) for name in names if name.endswith(".whl"))
    fetched = sum(_size(wheel) for wheel in wheels)
    phase = "no_answer" if reading.retrying else "fetching"
    at = reading.fetched[-1] if reading.fetched else ""
    return Progress(phase, len(reading.fetched), max(missing, len(reading.fetched)), at, fetched)


def _installing(names: list[str], there: set[str]) -> Progress:
    left = [name for name in names if name not in there]
    at = left[0] if left else ""
    return Progress("installing", min(len(names) - len(left) + 1, len(names)), len(names), at)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
