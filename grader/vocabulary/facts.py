"""What stands side by side under a message: type, shape, dtype, device and the few numbers that matter."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np

from grader.vocabulary.arrays import device_name, dtype_name, is_array, kind_of, other_device, shape_of, to_numpy
from grader.vocabulary.showing import DIGITS, digits_apart, show_numbers, show_plain, show_shape


def facts(value: Any, around: int = 0, digits: int = DIGITS) -> dict[str, str]:
    """Return what to show of `value`; the numbers of an array from the flat index `around` on."""
    if not is_array(value):
        return {"type": kind_of(value), "value": show_plain(value)}
    shown = {"type": kind_of(value), "shape": show_shape(shape_of(value)), "dtype": dtype_name(value)}
    device = device_name(value)
    if device and device != "cpu":
        shown["device"] = device
    with contextlib.suppress(TypeError, ValueError, RuntimeError):
        shown["values"] = show_numbers(to_numpy(value), around, digits)
    return shown


def side_by_side(got: Any, want: Any, first: tuple[int, ...] | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return the facts of two values that differ first at the index `first`, with as many digits as tell them apart."""
    around, digits = 0, DIGITS
    if first is not None and first != ():
        mine, theirs = to_numpy(got), to_numpy(want)
        around, digits = int(np.ravel_multi_index(first, mine.shape)), digits_apart(mine[first], theirs[first])
    elif first == ():
        digits = digits_apart(to_numpy(got)[()], to_numpy(want)[()])
    sides = facts(got, around, digits), facts(want, around, digits)
    if is_array(got) and is_array(want) and other_device(got, want):
        for side, value in zip(sides, (got, want), strict=True):
            side["device"] = device_name(value)
    return sides
