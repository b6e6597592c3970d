"""One set-up at a time in one folder. The operating system lets go of the lock when its holder dies."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME: Final = "tutor-setup.lock"


@contextmanager
def held(venv: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the lock of `venv`; call `waiting` once when somebody else has it. Gives the lock's file descriptor.

    A child that inherits the descriptor keeps the lock: on POSIX a pip that outlives a killed set-up is waited for.
    Where the file system knows no locks, there is none. Raises OSError when the file cannot be made.
    """
    descriptor = os.open(venv / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _take(descriptor, wait=False):
            waiting()
            _take(descriptor, wait=True)
        yield descriptor
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if wait:
                    continue  # LK_LOCK gives up after ten seconds
                return False
            return True
else:
    import fcntl

    def _take(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
