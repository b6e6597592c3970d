"""Run a program to its end, reading what it prints, while something else ticks."""

from __future__ import annotations

import os
import queue
import subprocess
import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

TICK: Final = 0.2


def run(
    command: Sequence[str],
    *,
    environ: Mapping[str, str],
    read: Callable[[str], None],
    tick: Callable[[], None],
    keeps: int,
) -> int:
    """Return the program's exit status. It reads no input, and is ended when this run is interrupted.

    read: called with each line that it prints. tick: called after each line, and five times a second.
    keeps: descriptor of the lock that it inherits where the platform can pass one on.
    """
    process = subprocess.Popen(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=() if os.name == "nt" else (keeps,),
    )
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_collect, args=(process, lines), daemon=True).start()
    try:
        while (line := _next(lines)) is not None:
            if line:
                read(line)
            tick()
        return process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise


def _collect(process: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line.rstrip() or " ")
    lines.put(None)


def _next(lines: queue.SimpleQueue[str | None]) -> str | None:
    try:
        return lines.get(timeout=TICK)
    except queue.Empty:
        return ""
