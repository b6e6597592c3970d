"""Say how the numbers of two arrays of one shape differ: a factor, a sign, an offset, other places, NaN."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import numpy as np

from grader.vocabulary.closeness import Tolerance
from grader.vocabulary.shapes import reordered
from grader.vocabulary.showing import digits_apart, show_index, show_number, show_shape

STEADY: Final = 1e-3
"""Relative spread of ratios, or of gaps, up to which they count as one and the same."""

Array = np.ndarray[Any, Any]
Found = tuple[str, dict[str, str]]


def value_difference(
    mine: Array,
    theirs: Array,
    tolerance: Tolerance,
    first: tuple[int, ...],
    sizes: Collection[int] = (),
    kind: str | None = None,
) -> Found:
    """Return the key of the difference, or `kind`, and what fills its sentence. `first` is the first wrong index."""
    wrong = ~tolerance.close(mine, theirs)
    digits = digits_apart(mine[first], theirs[first])
    values = {
        "index": show_index(first),
        "got": show_number(mine[first], digits),
        "want": show_number(theirs[first], digits),
        "wrong": str(int(wrong.sum())),
        "count": str(wrong.size),
    }
    if kind is not None:
        return kind, values
    found = _not_finite(mine, theirs, values) or _all_zero(mine, theirs, values) or _scaled(mine, theirs, values, sizes)
    if found is not None:
        return found
    if reordered(mine, theirs, tolerance):
        values |= {"got": show_shape(mine.shape), "want": show_shape(theirs.shape)}
        return ("shape.transposed" if mine.ndim == 2 else "shape.permuted"), values
    if _moved(mine, theirs, tolerance):
        return "value.moved", values
    return _offset(mine, theirs, values) or _plain(mine, theirs, wrong, values)


def is_rounded(mine: Array, theirs: Array, tolerance: Tolerance) -> bool:
    """Whether `mine` is `theirs` with its fractions cut off, as whole-number arithmetic leaves it."""
    if theirs.dtype.kind != "f" or mine.dtype.kind not in "iuf" or not np.isfinite(theirs).all():
        return False
    cut = np.trunc(theirs), np.floor(theirs)
    lost = ~tolerance.close(cut[0], theirs)
    enough = mine.dtype.kind in "iu" or np.unique(mine).size > 1
    return bool(lost.any() and enough and any(tolerance.same(mine, whole) for whole in cut))


def _not_finite(mine: Array, theirs: Array, values: dict[str, str]) -> Found | None:
    if mine.dtype.kind not in "fc":
        return None
    broken = ~np.isfinite(mine) & np.isfinite(theirs)
    if not broken.any():
        return None
    first = tuple(int(index) for index in np.argwhere(broken)[0])
    what = {"index": show_index(first), "got": show_number(mine[first]), "broken": str(int(broken.sum()))}
    return "value.not_finite" if mine.ndim else "value.one_not_finite", {**values, **what}


def _all_zero(mine: Array, theirs: Array, values: dict[str, str]) -> Found | None:
    return ("value.all_zero", values) if theirs.size > 1 and not mine.any() else None


def _scaled(mine: Array, theirs: Array, values: dict[str, str], sizes: Collection[int]) -> Found | None:
    factor = _factor(mine, theirs)
    if factor is None:
        return None
    if abs(factor + 1) < STEADY:
        return ("value.sign" if mine.size > 1 else "value.one_sign"), values
    for key, size in (("value.summed", factor), ("value.averaged", 1 / factor)):
        whole = round(size)
        if whole > 1 and abs(size - whole) < STEADY * whole and whole in sizes:
            return key if mine.size > 1 else f"{key}_one", {**values, "factor": show_number(factor), "size": str(whole)}
    return ("value.factor", {**values, "factor": show_number(factor)}) if mine.size > 1 else None


def _factor(mine: Array, theirs: Array) -> float | None:
    if mine.dtype.kind != "f" or theirs.dtype.kind not in "iuf":
        return None
    used = theirs != 0
    if used.sum() < min(2, theirs.size) or mine[~used].any():
        return None
    with np.errstate(all="ignore"):
        ratios = mine[used].astype(np.float64) / theirs[used].astype(np.float64)
    factor = float(np.median(ratios))
    steady = np.isfinite(ratios).all() and np.allclose(ratios, factor, rtol=STEADY)
    return factor if steady and factor != 0 else None


def _moved(mine: Array, theirs: Array, tolerance: Tolerance) -> bool:
    if mine.size < 3 or mine.dtype.kind not in "iuf" or np.unique(theirs).size < 3:
        return False
    return tolerance.same(np.sort(mine, axis=None), np.sort(theirs, axis=None))


def _offset(mine: Array, theirs: Array, values: dict[str, str]) -> Found | None:
    if mine.size < 3 or mine.dtype.kind not in "iuf" or theirs.dtype.kind not in "iuf":
        return None
    with np.errstate(all="ignore"):
        gaps = mine.astype(np.float64) - theirs.astype(np.float64)
    gap = float(np.median(gaps))
    if gap == 0 or not np.isfinite(gaps).all() or not np.allclose(gaps, gap, rtol=STEADY):
        return None
    return ("value.offset", {**values, "offset": f"{'+' if gap > 0 else ''}{show_number(gap)}"})


def _plain(mine: Array, theirs: Array, wrong: Array, values: dict[str, str]) -> Found:
    if theirs.ndim == 0:
        return "value.one", values
    return "value.differs", {**values, **_largest(mine, theirs, wrong)}


def _largest(mine: Array, theirs: Array, wrong: Array) -> dict[str, str]:
    """Return the largest gap and its share of the expected number, where that says more than the first one does."""
    if wrong.sum() == 1 or theirs.dtype.kind not in "fc":
        return {}
    wide = np.complex128 if "c" in (mine.dtype.kind, theirs.dtype.kind) else np.float64
    with np.errstate(all="ignore"):
        gaps = np.abs(mine.astype(wide) - theirs.astype(wide))[wrong]
    sizes = np.abs(theirs.astype(wide))[wrong]
    largest = int(np.argmax(gaps))
    if not np.isfinite(gaps).all() or not sizes[largest]:
        return {}
    return {"absolute": show_number(gaps[largest], 3), "percent": show_number(100 * gaps[largest] / sizes[largest], 3)}
