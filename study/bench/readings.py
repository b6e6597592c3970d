"""Readings of one kind, and what is said of them."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Readings:
    """Seconds, in the order in which they were read; at least one."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """The reading that 95 % do not exceed, by nearest rank: of ten readings that is the slowest one."""
        return sorted(self.seconds)[math.ceil(0.95 * len(self.seconds)) - 1]
