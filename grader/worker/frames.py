"""The learner's own lines on the way to an exception."""

from __future__ import annotations

import linecache
import re
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.verdict import Where

MOST: Final = 6
"""As many different lines are told, the innermost ones: endless recursion has a thousand."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The learner's lines, innermost last. `left_out`: calls that are not among them. `own`: raised on the last one."""

    lines: tuple[Where, ...] = ()
    left_out: int = 0
    own: bool = False


def frames_of(error: BaseException, file: Path) -> Frames:
    """Return the frames of `error` in the learner's `file`; those of the error behind it when it has none itself."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        found = _frames(one, file)
        if found.lines:
            return found
        one = one.__cause__ or one.__context__
    return Frames()


def places_in(places: Iterable[tuple[str, int]], file: Path) -> Frames:
    """Return those of `places`, files and lines, that stand in the learner's `file`."""
    numbers = [line for name, line in places if name == str(file)]
    return _told(numbers, file, own=False)


def _frames(error: BaseException, file: Path) -> Frames:
    told = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    numbers = [line for name, line in told if name == str(file)]
    own = bool(told) and told[-1][0] == str(file)
    # TensorFlow runs a translation of the function and names the learner's lines in the text alone.
    translated = re.findall(rf'File "{re.escape(str(file))}", line (\d+)', _text(error)) if numbers else []
    return _told(numbers + [int(number) for number in translated], file, own)


def _told(numbers: list[int], file: Path, own: bool) -> Frames:
    different = list(dict.fromkeys(reversed(numbers)))[:MOST]
    lines = tuple(Where(number, linecache.getline(str(file), number).strip()) for number in reversed(different))
    return Frames(lines, len(numbers) - len(lines), own)


def _text(error: BaseException) -> str:
    try:
        return str(error)[:4000]
    except BaseException:  # a learner's own class may fail to say what it is, in any way
        return ""
