"""What a check observed of a submission, and whether two submissions behaved alike. Plain data, no frameworks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

Behaviour: TypeAlias = Mapping[str, Any]
"""``{"failure": kind of failure, "seen": what the failing expectation was given}``, as JSON data."""

RELATIVE: Final = 1e-3
ABSOLUTE: Final = 1e-5


def same(one: Behaviour, other: Behaviour) -> bool:
    """Whether two failures look alike: same kind, and the same values within rounding."""
    return one.get("failure") == other.get("failure") and _alike(one.get("seen"), other.get("seen"))


def same_throughout(one: Mapping[str, Behaviour], other: Mapping[str, Behaviour]) -> bool:
    """Whether two submissions failed the same checks, and alike on each: `one` and `other` map checks to behaviours."""
    return one.keys() == other.keys() and all(same(one[check], other[check]) for check in one)


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, str) or isinstance(other, str):
        return bool(one == other)
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one) == len(other) and all(map(_alike, one, other))
    return bool(one == other)
