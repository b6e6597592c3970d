"""Real data that needs no network: the files that scikit-learn brings along. Every call gives a copy of its own.

They are read without scikit-learn itself, which would take 75 MB in every host.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np

Pair: TypeAlias = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]

NAMES: Final = ("digits", "wine", "iris", "diabetes")


class Datasets:
    """The `data` fixture."""

    def digits(self) -> Pair:
        """Return images (1797, 8, 8) float64 with values 0 to 16, and labels (1797,) int64, 0 to 9."""
        return _copy(load("digits"))

    def wine(self) -> Pair:
        """Return X (178, 13) float64 with scales from 0.1 to 1700, and y (178,) int64, sorted by class."""
        return _copy(load("wine"))

    def iris(self) -> Pair:
        """Return X (150, 4) float64 and y (150,) int64, sorted by class."""
        return _copy(load("iris"))

    def diabetes(self) -> Pair:
        """Return X (442, 10) float64, already standardised to a small scale, and y (442,) float64 around 152."""
        return _copy(load("diabetes"))


@cache
def load(name: str) -> Pair:
    """Read one of `NAMES`, once in a process. Raises ModuleNotFoundError without scikit-learn, OSError."""
    folder = _folder()
    match name:
        case "digits":
            table = np.loadtxt(folder / "digits.csv.gz", delimiter=",")
            return table[:, :-1].reshape(-1, 8, 8), table[:, -1].astype(np.int64)
        case "diabetes":
            raw = np.loadtxt(folder / "diabetes_data_raw.csv.gz")
            centred = raw - raw.mean(axis=0)
            # As sklearn.datasets.load_diabetes: each column has mean 0 and the sum of its squares is 1.
            return centred / np.sqrt((centred**2).sum(axis=0)), np.loadtxt(folder / "diabetes_target.csv.gz")
    table = np.loadtxt(folder / {"wine": "wine_data.csv", "iris": "iris.csv"}[name], delimiter=",", skiprows=1)
    return table[:, :-1], table[:, -1].astype(np.int64)


def _folder() -> Path:
    found = find_spec("sklearn")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("scikit-learn, whose data is read here, is not installed", name="sklearn")
    return Path(found.submodule_search_locations[0]) / "datasets" / "data"


def _copy(pair: Pair) -> Pair:
    return pair[0].copy(), pair[1].copy()
