"""Say how two tensors differ, from the most telling difference to the least. By number, never by print."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

import numpy as np

from grader.vocabulary.arrays import (
    device_name,
    dtype_name,
    is_array,
    kind_of,
    show_number,
    show_shape,
    to_numpy,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """How what was given differs from what was wanted. `kind` is a message key, `values` fill its sentence."""

    kind: str
    values: dict[str, str] = field(default_factory=dict)


def difference(got: Any, want: Any, *, rtol: float, atol: float, dtype: bool) -> Difference | None:
    """Return the most telling difference, or None when every number is close. NaN is close to nothing."""
    if got is None:
        return Difference("value.none")
    if got is Ellipsis:
        return Difference("value.ellipsis")
    if is_array(want) and isinstance(got, tuple | list) and any(is_array(item) for item in got):
        return Difference("value.sequence", {"got": kind_of(got), "count": str(len(got)), "want": kind_of(want)})
    try:
        mine, theirs = to_numpy(got), to_numpy(want)
    except (TypeError, ValueError):
        return Difference("value.no_numbers", {"got": kind_of(got), "want": kind_of(want)})
    if mine.dtype.kind in "SUO":
        return Difference("value.no_numbers", {"got": kind_of(got), "want": kind_of(want)})
    if mine.shape != theirs.shape:
        return _shape_difference(mine, theirs, rtol, atol)
    if dtype and is_array(want) and is_array(got) and dtype_name(got) != dtype_name(want):
        return Difference("value.dtype", {"got": dtype_name(got), "want": dtype_name(want)})
    if is_array(want) and is_array(got) and _other_device(got, want):
        return Difference("value.device", {"got": device_name(got), "want": device_name(want)})
    return _value_difference(mine, theirs, rtol, atol)


def _other_device(got: Any, want: Any) -> bool:
    mine, theirs = device_name(got), device_name(want)
    return bool(mine and theirs) and mine.partition(":")[0] != theirs.partition(":")[0]


def _close(mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any], rtol: float, atol: float) -> np.ndarray[Any, Any]:
    if mine.dtype.kind in "biu" and theirs.dtype.kind in "biu":
        return np.asarray(mine == theirs)
    with np.errstate(all="ignore"):
        near = np.abs(mine - theirs) <= atol + rtol * np.abs(theirs)
        return np.asarray(near & np.isfinite(theirs) | (mine == theirs))


def _shape_difference(mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any], rtol: float, atol: float) -> Difference:
    shapes = {"got": show_shape(mine.shape), "want": show_shape(theirs.shape)}
    if 2 <= mine.ndim == theirs.ndim <= 4 and sorted(mine.shape) == sorted(theirs.shape):
        for order in permutations(range(mine.ndim)):
            turned = mine.transpose(order)
            if turned.shape == theirs.shape and _close(turned, theirs, rtol, atol).all():
                return Difference("shape.permuted", shapes)
    if mine.size == theirs.size:
        if _close(mine.reshape(theirs.shape), theirs, rtol, atol).all():
            return Difference("shape.regrouped", shapes)
        return Difference("shape.same_size", shapes)
    if mine.ndim > theirs.ndim and mine.size > theirs.size:
        return Difference("shape.too_many", shapes)
    return Difference("shape.other", shapes)


def _value_difference(
    mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any], rtol: float, atol: float
) -> Difference | None:
    close = _close(mine, theirs, rtol, atol)
    if close.all():
        return None
    first = tuple(int(index) for index in np.argwhere(~close)[0])
    values = {
        "index": f"[{', '.join(map(str, first))}]",
        "got": show_number(mine[first]),
        "want": show_number(theirs[first]),
        "wrong": str(int((~close).sum())),
        "count": str(close.size),
    }
    if values["got"] == values["want"]:
        values["got"], values["want"] = repr(mine[first].item()), repr(theirs[first].item())
    if mine.dtype.kind in "fc":
        broken = int((~np.isfinite(mine)).sum() - (~np.isfinite(theirs)).sum())
        if broken > 0:
            return Difference("value.not_finite", {**values, "broken": str(broken)})
    if theirs.size > 1 and not mine.any():
        return Difference("value.all_zero", values)
    factor = _constant_factor(mine, theirs)
    if factor is not None:
        return Difference("value.factor", {**values, "factor": show_number(factor)})
    if mine.ndim == 2 and mine.shape[0] == mine.shape[1] and mine.size > 1 and _close(mine.T, theirs, rtol, atol).all():
        return Difference("shape.permuted", {**values, "got": show_shape(mine.shape), "want": show_shape(theirs.shape)})
    return Difference("value.one" if theirs.ndim == 0 else "value.differs", {**values, **_largest(mine, theirs)})


def _largest(mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any]) -> dict[str, str]:
    wide = np.complex128 if "c" in (mine.dtype.kind, theirs.dtype.kind) else np.float64
    with np.errstate(all="ignore"):
        gap = np.abs(mine.astype(wide) - theirs.astype(wide))
        relative = gap / np.abs(theirs)
    known, finite = gap[~np.isnan(gap)], relative[np.isfinite(relative)]
    return {
        "absolute": show_number(known.max()) if known.size else "nan",
        "relative": show_number(finite.max()) if finite.size else "inf",
    }


def _constant_factor(mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any]) -> float | None:
    if mine.dtype.kind != "f" or theirs.dtype.kind != "f" or theirs.size < 2:
        return None
    used = theirs != 0
    if used.sum() < 2 or mine[~used].any():
        return None
    with np.errstate(all="ignore"):
        ratios = mine[used].astype(np.float64) / theirs[used].astype(np.float64)
    factor = float(np.median(ratios))
    steady = np.isfinite(ratios).all() and np.allclose(ratios, factor, rtol=1e-3)
    return factor if steady and factor != 0 else None
