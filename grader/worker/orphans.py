"""Processes that a worker left behind in a session of their own: the kernel makes them children of the host."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Final

ROUNDS: Final = 50
"""How often to look for orphans: killing one makes orphans of its own children."""


def kill_orphans(workers: Collection[int]) -> None:
    """Kill every child of this process that is none of its `workers`, by their numbers. Linux only."""
    if sys.platform != "linux":
        return
    for _ in range(ROUNDS):
        left = _children().difference(workers)
        if not left:
            return
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def _children() -> set[int]:
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            if int(stat.read_text(errors="replace").rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(stat.parent.name))
    return found
