"""Say how two values differ, from the most telling difference to the least. By number, never by print."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from grader.vocabulary.arrays import device_name, dtype_name, is_array, kind_of, other_device, to_numpy
from grader.vocabulary.closeness import Tolerance
from grader.vocabulary.shapes import shape_difference
from grader.vocabulary.values import is_rounded, value_difference


@dataclass(frozen=True, slots=True)
class Difference:
    """How what was given differs from what was wanted.

    kind: a message key; `values` fill its sentence. often: key of what it often comes from, where that is known better
    than by its kind. first: index of the first wrong number. part: which of several results it is about, from 1.
    """

    kind: str
    values: dict[str, str] = field(default_factory=dict)
    often: str | None = None
    first: tuple[int, ...] | None = None
    part: int | None = None


def difference(
    got: Any, want: Any, *, rtol: float, atol: float, dtype: bool, sizes: Collection[int] = ()
) -> Difference | None:
    """Return the most telling difference, or None when every number is close. NaN is close to nothing.

    Several results (a tuple or list with arrays in it) are compared one by one. `sizes` are the sizes of the data at
    hand: a result that is wrong by one of them as a factor was summed where a mean is expected, or the other way round.
    """
    if got is None:
        return Difference("value.none")
    if got is Ellipsis:
        return Difference("value.ellipsis")
    tolerance = Tolerance(rtol, atol)
    if isinstance(want, tuple | list) and any(map(is_array, want)):
        return _several(got, want, tolerance, dtype, sizes)
    if is_array(want) and isinstance(got, tuple | list) and any(map(is_array, got)):
        values = {"got": kind_of(got), "count": str(len(got)), "want": kind_of(want)}
        return Difference("value.sequence", values, _where_from(got))
    return _one(got, want, tolerance, dtype, sizes)


def _several(got: Any, want: Any, tolerance: Tolerance, dtype: bool, sizes: Collection[int]) -> Difference | None:
    if not isinstance(got, tuple | list):
        return Difference("value.not_several", {"got": kind_of(got), "want": str(len(want))})
    if len(got) != len(want):
        return Difference("value.count", {"got": str(len(got)), "want": str(len(want))})
    for number, (mine, theirs) in enumerate(zip(got, want, strict=True), start=1):
        found = difference(mine, theirs, rtol=tolerance.relative, atol=tolerance.absolute, dtype=dtype, sizes=sizes)
        if found is not None:
            return replace(found, part=number)
    return None


def _where_from(got: Any) -> str | None:
    if type(got).__module__ == "torch.return_types":
        return "value.sequence.named"
    return "value.sequence.one" if isinstance(got, tuple) and len(got) == 1 else None


def _one(got: Any, want: Any, tolerance: Tolerance, dtype: bool, sizes: Collection[int]) -> Difference | None:
    try:
        mine, theirs = to_numpy(got), to_numpy(want)
    except (TypeError, ValueError):
        return Difference("value.no_numbers", {"got": kind_of(got), "want": kind_of(want)})
    if mine.dtype.kind in "SUO":
        return Difference("value.no_numbers", {"got": kind_of(got), "want": kind_of(want)})
    if mine.shape != theirs.shape:
        return Difference(*shape_difference(mine, theirs, tolerance))
    both = is_array(want) and is_array(got)
    if is_rounded(mine, theirs, tolerance):
        first = _first_wrong(mine, theirs, tolerance)
        return Difference(*value_difference(mine, theirs, tolerance, first, sizes, kind="value.rounded"), first=first)
    if dtype and both and dtype_name(got) != dtype_name(want):
        values = {"got": dtype_name(got), "want": dtype_name(want)}
        return Difference("value.dtype", values, dtype_often(values["got"], values["want"]))
    if both and other_device(got, want):
        return Difference("value.device", {"got": device_name(got), "want": device_name(want)})
    if tolerance.close(mine, theirs).all():
        return None
    first = _first_wrong(mine, theirs, tolerance)
    return Difference(*value_difference(mine, theirs, tolerance, first, sizes), first=first)


def dtype_often(got: str, want: str) -> str | None:
    """Return the key of what a wrong dtype often comes from."""
    if got == "float64" and want.startswith(("float", "bfloat")):
        return "value.dtype.double"
    if got == "bool":
        return "value.dtype.bool"
    return "value.dtype.whole" if got.startswith(("int", "uint")) and "float" in want else None


def _first_wrong(mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any], tolerance: Tolerance) -> tuple[int, ...]:
    return tuple(int(index) for index in np.argwhere(~tolerance.close(mine, theirs))[0])
