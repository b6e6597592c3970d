"""A curve drawn with braille dots: two columns and four rows of dots to a character. Pure; no widget."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_BITS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_EMPTY: Final = 0x2800


def curve(values: Sequence[float], width: int, height: int) -> list[str]:
    """Return `height` lines of `width` characters that show `values` from left to right, the largest at the top.

    Values that are no finite number leave a gap. More values than dots: each column shows the mean of its own.
    """
    if width <= 0 or height <= 0:
        return []
    columns = _columns(values, width * 2)
    cells = [[_EMPTY] * width for _ in range(height)]
    finite = [value for value in columns if value is not None]
    if finite:
        low, high = min(finite), max(finite)
        rows = [None if value is None else _row(value, low, high, height * 4) for value in columns]
        for x, y in _dots(rows):
            cells[y // 4][x // 2] |= _BITS[x % 2][y % 4]
    return ["".join(" " if cell == _EMPTY else chr(cell) for cell in line) for line in cells]


def _columns(values: Sequence[float], count: int) -> list[float | None]:
    """Spread the values over `count` columns of dots, or put the mean of several in one."""
    if len(values) <= count:
        return _spread([value if math.isfinite(value) else None for value in values], count)
    found: list[float | None] = []
    for column in range(count):
        part = values[column * len(values) // count : (column + 1) * len(values) // count]
        finite = [value for value in part if math.isfinite(value)]
        found.append(math.fsum(finite) / len(finite) if finite else None)
    return found


def _spread(values: list[float | None], count: int) -> list[float | None]:
    """Stretch a few values over all columns, with straight lines between them."""
    if len(values) < 2:
        return values * count if values else []
    found: list[float | None] = []
    for column in range(count):
        at = column * (len(values) - 1) / (count - 1)
        left = min(int(at), len(values) - 2)
        before, after = values[left], values[left + 1]
        if before is None or after is None:
            found.append(before if at == left else after if at == left + 1 else None)
        else:
            found.append(before + (after - before) * (at - left))
    return found


def _row(value: float, low: float, high: float, rows: int) -> int:
    """Return the row of dots of a value, 0 at the top; a flat curve lies in the middle."""
    share = (high - value) / (high - low) if high > low else 0.5
    return min(rows - 1, round(share * (rows - 1)))


def _dots(rows: Sequence[int | None]) -> list[tuple[int, int]]:
    """Return the dots to set: one a column, and those that join it to the next."""
    dots = [(x, y) for x, y in enumerate(rows) if y is not None]
    for x, (here, there) in enumerate(pairwise(rows)):
        if here is not None and there is not None:
            step = 1 if there > here else -1
            dots.extend((x + (abs(y - here) * 2 > abs(there - here)), y) for y in range(here, there, step))
    return dots
