"""Shut a worker in before it meets a learner's code: limits everywhere, Landlock on Linux.

The threat is an accident on the learner's machine, and a stranger's file on the instructor's.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MEBIBYTE: Final = 1024 * 1024
MEMORY: Final = 3 * 1024 * MEBIBYTE
RESERVE: Final = 256 * MEBIBYTE
FILE_SIZE: Final = 256 * MEBIBYTE
OPEN_FILES: Final = 512
MORE_PROCESSES: Final = 256
_PR_SET_PDEATHSIG: Final = 1
WRITABLE_DEVICES: Final = (
    "/dev/null",
    "/dev/zero",
    "/dev/nvidiactl",
    "/dev/nvidia-uvm",
    "/dev/nvidia-uvm-tools",
    "/dev/nvidia0",
)


def limit(seconds: float) -> None:
    """Bound CPU time, memory, file size, open files and processes of this process and its children, on POSIX.

    CPU time counts from now: what was done to get ready is not the submission's.
    """
    if sys.platform == "win32":
        return
    import resource

    bounds = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ]
    if sys.platform == "linux":
        bounds.append((resource.RLIMIT_NPROC, _threads() + MORE_PROCESSES))
    for name, bound in bounds:
        _lower(name, bound, 0)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_DATA, _data_bytes() + MEMORY, RESERVE)
    # At the soft limit comes SIGXCPU, which says what happened; at the hard one SIGKILL, which does not.
    _lower(resource.RLIMIT_CPU, int(time.process_time() + seconds * 2) + 5, 1)


def step_back() -> None:
    """Let everything else on the machine go first, on POSIX: nobody waits for this process yet."""
    if sys.platform != "win32":
        os.nice(19)


def use_reserve() -> None:
    """Allow the last bit of memory, to tell that there is none left."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def _lower(name: int, bound: int, slack: int) -> None:
    import resource

    _, hard = resource.getrlimit(name)
    highest = bound + slack if hard == resource.RLIM_INFINITY else min(bound + slack, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(name, (min(bound, highest), highest))


def die_with_parent() -> None:
    """Have the kernel kill this process when its host, or its template, is killed: nobody else would. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def landlock(scratch: Path) -> bool:
    """Allow writing below `scratch` only, no TCP, no signal outwards. Return whether the kernel enforces it."""
    if not landlock_works():
        return False
    from landlockpy import AccessFS, AccessNet, Ruleset, Scope

    writing = ~(AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE) & ~AccessFS.NONE
    every = AccessFS.NONE
    for right in AccessFS:
        every |= right
    with Ruleset(
        handled_fs=every & writing,
        handled_net=AccessNet.BIND_TCP | AccessNet.CONNECT_TCP,
        scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET,
    ) as rules:
        rules.allow_path(scratch, every & writing)
        for device in WRITABLE_DEVICES:
            if Path(device).exists():
                rules.allow_path(device, AccessFS.WRITE_FILE | AccessFS.IOCTL_DEV)
        rules.restrict()
    return True


def hide(hidden: Path) -> bool:
    """Allow no reading of files below `hidden` any more. Return whether the kernel enforces it.

    The rules can only allow: reading is allowed below every neighbour of the folders that lead to `hidden`. What comes
    to stand beside those folders later cannot be read.
    """
    if not landlock_works():
        return False
    from landlockpy import AccessFS, Ruleset

    with Ruleset(handled_fs=AccessFS.READ_FILE) as rules:
        for place in _beside(hidden):
            with contextlib.suppress(OSError):  # gone meanwhile
                rules.allow_path(place, AccessFS.READ_FILE)
        rules.restrict()
    return True


def _beside(hidden: Path) -> Iterator[str]:
    """Yield everything that stands beside `hidden` or beside a folder above it."""
    inner = hidden.resolve()
    for outer in inner.parents:
        with contextlib.suppress(OSError), os.scandir(outer) as entries:
            # What a link leads to has a place of its own; a rule for the link might allow a folder above `hidden`.
            yield from (entry.path for entry in entries if entry.path != str(inner) and not entry.is_symlink())
        inner = outer


def landlock_works() -> bool:
    """Whether this kernel enforces Landlock and the package for it is installed."""
    if sys.platform != "linux":
        return False
    try:
        import landlockpy
    except ImportError:
        return False
    return bool(landlockpy.supported())


def _data_bytes() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def _threads() -> int:
    """Return how many threads there are on the machine: at least as many as this user has."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/loadavg").read_text(encoding="ascii").split()[3].partition("/")[2])
    return MORE_PROCESSES
