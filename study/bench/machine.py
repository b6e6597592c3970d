"""On what machine it was measured, and what else the machine did meanwhile."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGES: Final = ("torch", "tensorflow", "keras", "numpy", "pytest", "textual", "watchfiles")
BUSY: Final = 0.25
"""Cores in use by others, of each core, from which on times are said to be those of a busy machine."""


@dataclass(frozen=True, slots=True)
class Machine:
    """cores: how many of them this process may use. memory: bytes, None where the system does not say."""

    processor: str
    cores: int
    memory: int | None
    system: str
    python: str
    packages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Load:
    """What else went on.

    before: the load average of the minute before; None where there is none (Windows).
    others: how many cores other programs used on average meanwhile; None where that cannot be told (not on Linux).
    cores: how many there are.
    """

    before: float | None
    others: float | None
    cores: int

    @property
    def is_busy(self) -> bool:
        """Whether times would be shorter on this machine at rest."""
        known = self.others if self.others is not None else self.before
        return known is not None and known > BUSY * self.cores


class Watching:
    """Looks at what other programs do, from when it is made."""

    def __init__(self) -> None:
        self.before = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
        self._began = time.monotonic()
        self._busy = _busy_seconds()
        self._own = _own_seconds()

    def load(self) -> Load:
        """Return what went on until now. Every child has to have ended, or its work counts as that of others."""
        others = None
        busy = _busy_seconds()
        if busy is not None and self._busy is not None:
            seconds = busy - self._busy - (_own_seconds() - self._own)
            others = max(0.0, seconds / (time.monotonic() - self._began))
        return Load(self.before, others, os.cpu_count() or 1)


def machine() -> Machine:
    """Describe this machine."""
    versions = {}
    for package in PACKAGES:
        with suppress(metadata.PackageNotFoundError):
            versions[package] = metadata.version(package)
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return Machine(_processor(), cores, _memory(), platform.platform(), platform.python_version(), versions)


def _processor() -> str:
    with suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "linux":
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
        if sys.platform == "darwin":
            command = ["sysctl", "-n", "machdep.cpu.brand_string"]
            return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    return platform.processor() or platform.machine()


def _memory() -> int | None:
    with suppress(AttributeError, ValueError, OSError):  # Windows has no sysconf
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return None


def _busy_seconds() -> float | None:
    """Return the seconds that all cores together have worked since the machine started."""
    with suppress(OSError, ValueError, IndexError):
        user, nice, system, _idle, _wait, *interrupts = Path("/proc/stat").read_text().splitlines()[0].split()[1:8]
        ticks = sum(map(int, (user, nice, system, *interrupts)))
        return ticks / os.sysconf("SC_CLK_TCK")
    return None


def _own_seconds() -> float:
    return sum(os.times()[:4])
