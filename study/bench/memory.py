"""How much memory a process and its children take, as Linux counts it."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study.bench.part import NotHere, NotMeasured

if TYPE_CHECKING:
    from grader.text import Text

PROC: Final = Path("/proc")
ELSEWHERE: Final[Text] = {
    "en": "Memory is measured on Linux only (/proc/PID/smaps_rollup).",
    "ko": "메모리는 리눅스에서만 재요(/proc/PID/smaps_rollup).",
}


@dataclass(frozen=True, slots=True)
class Footprint:
    """Bytes of a process with its children.

    resident: what it has in memory, plus the pages that each child has for itself; a page they share counts once.
    proportional: PSS; a page shared with other programs counts in parts, so it is less where others use the same files.
    """

    resident: int
    proportional: int
    processes: int


def footprint(process: int) -> Footprint:
    """Measure a process with its children and theirs. Raises NotMeasured."""
    if sys.platform != "linux":
        raise NotHere(ELSEWHERE)
    try:
        own = _rollup(process)
        others = [_rollup(child) for child in _below(process)]
    except (OSError, ValueError, KeyError) as error:
        said = str(error)
        raise NotMeasured(
            {"en": f"Memory could not be read: {said}", "ko": f"메모리를 읽을 수 없었어요: {said}"}
        ) from error
    resident = own["Rss"] + sum(each["Private_Clean"] + each["Private_Dirty"] for each in others)
    return Footprint(resident, own["Pss"] + sum(each["Pss"] for each in others), 1 + len(others))


def find_child(*words: str) -> int | None:
    """Return the child of this process whose command line has all `words`, or None."""
    for child in _children(os.getpid()):
        with contextlib.suppress(OSError):
            command = (PROC / str(child) / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
            if set(words) <= set(command):
                return child
    return None


def _below(process: int) -> list[int]:
    found = _children(process)
    return found + [deeper for child in found for deeper in _below(child)]


def _children(process: int) -> list[int]:
    found = []
    for stat in PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            if int(stat.read_text(errors="replace").rpartition(")")[2].split()[1]) == process:
                found.append(int(stat.parent.name))
    return found


def _rollup(process: int) -> dict[str, int]:
    lines = (PROC / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return {line.partition(":")[0]: int(line.split()[1]) * 1024 for line in lines}
