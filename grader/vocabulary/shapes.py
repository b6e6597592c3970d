"""Say why two arrays have different shapes: axes in another order, cut anew, stretched by a broadcast."""

from __future__ import annotations

from itertools import permutations
from typing import Any, Final

import numpy as np

from grader.vocabulary.closeness import Tolerance
from grader.vocabulary.showing import show_shape

MOST_AXES: Final = 5

Array = np.ndarray[Any, Any]


def shape_difference(mine: Array, theirs: Array, tolerance: Tolerance) -> tuple[str, dict[str, str]]:
    """Return the key of the difference and what fills its sentence. The shapes must differ."""
    shapes = {"got": show_shape(mine.shape), "want": show_shape(theirs.shape)}
    if reordered(mine, theirs, tolerance):
        return ("shape.transposed" if mine.ndim == 2 else "shape.permuted"), shapes
    if mine.size == theirs.size:
        regrouped = tolerance.same(mine.reshape(theirs.shape), theirs)
        return ("shape.regrouped" if regrouped else "shape.same_size"), shapes
    if _repeats(mine, theirs, tolerance):
        return "shape.repeated", shapes
    if _all_pairs(mine, theirs, tolerance):
        return "shape.all_pairs", {**shapes, "count": str(theirs.size)}
    if _stretched(mine.shape, theirs.shape):
        return "shape.too_many", shapes
    return "shape.other", shapes


def reordered(mine: Array, theirs: Array, tolerance: Tolerance) -> bool:
    """Whether `mine` holds the numbers of `theirs` with its axes in another order."""
    if not (2 <= mine.ndim == theirs.ndim <= MOST_AXES) or sorted(mine.shape) != sorted(theirs.shape):
        return False
    orders = list(permutations(range(mine.ndim)))[1:]
    return any(tolerance.same(mine.transpose(order), theirs) for order in orders)


def _all_pairs(mine: Array, theirs: Array, tolerance: Tolerance) -> bool:
    """Whether (N, N) came where (N,) or (N, 1) is expected, with the right answer on the diagonal."""
    count = theirs.size
    if mine.shape != (count, count) or theirs.ndim > 2 or count < 2:
        return False
    return tolerance.same(np.diagonal(mine), theirs.reshape(-1))


def _repeats(mine: Array, theirs: Array, tolerance: Tolerance) -> bool:
    try:
        return mine.size > theirs.size and tolerance.same(mine, np.broadcast_to(theirs, mine.shape))
    except ValueError:
        return False


def _stretched(mine: tuple[int, ...], theirs: tuple[int, ...]) -> bool:
    if len(mine) > len(theirs):
        return int(np.prod(mine)) > int(np.prod(theirs))
    same_axes = len(mine) == len(theirs)
    return same_axes and all(got == want or want == 1 for got, want in zip(mine, theirs, strict=True))
