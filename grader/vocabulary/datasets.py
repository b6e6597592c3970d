"""Real data that needs no network: what scikit-learn brings along. Every call gives a copy of its own."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

import numpy as np

Pair: TypeAlias = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]


class Datasets:
    """The `data` fixture."""

    def digits(self) -> Pair:
        """Return images (1797, 8, 8) float64 with values 0 to 16, and labels (1797,) int64, 0 to 9."""
        return _copy(_load("digits"))

    def wine(self) -> Pair:
        """Return X (178, 13) float64 with scales from 0.1 to 1700, and y (178,) int64, sorted by class."""
        return _copy(_load("wine"))

    def iris(self) -> Pair:
        """Return X (150, 4) float64 and y (150,) int64, sorted by class."""
        return _copy(_load("iris"))

    def diabetes(self) -> Pair:
        """Return X (442, 10) float64, already standardised to a small scale, and y (442,) float64 around 152."""
        return _copy(_load("diabetes"))


@cache
def _load(name: str) -> Pair:
    from sklearn import datasets

    bunch = getattr(datasets, f"load_{name}")()
    return np.asarray(bunch.images if name == "digits" else bunch.data), np.asarray(bunch.target)


def _copy(pair: Pair) -> Pair:
    return pair[0].copy(), pair[1].copy()
