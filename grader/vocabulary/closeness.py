"""When two numbers count as the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a number may lie from the wanted one: ``absolute + relative * |wanted|``."""

    relative: float
    absolute: float

    def close(self, mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return which numbers are close; whole numbers exactly, NaN to nothing, infinity to itself."""
        if mine.dtype.kind in "biu" and theirs.dtype.kind in "biu":
            return np.asarray(mine == theirs)
        with np.errstate(all="ignore"):
            near = np.abs(mine - theirs) <= self.absolute + self.relative * np.abs(theirs)
            return np.asarray(near & np.isfinite(theirs) | (mine == theirs))

    def same(self, mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any]) -> bool:
        """Whether two arrays have one shape and every number is close."""
        return mine.shape == theirs.shape and bool(self.close(mine, theirs).all())
