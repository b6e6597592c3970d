"""What a check asks of training: parameters, the order of what was watched, a curve of losses. No claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Curve:
    """The ends of a curve of losses; `broken_at` is the first place that holds no finite number, else None."""

    first: float
    last: float
    broken_at: int | None

    @property
    def finite(self) -> bool:
        """Whether every point is a number."""
        return self.broken_at is None

    @classmethod
    def of(cls, numbers: np.ndarray[Any, Any]) -> Curve | None:
        """Return the curve through `numbers`, or None for fewer than two points or for more than one axis."""
        if numbers.ndim != 1 or numbers.size < 2:
            return None
        broken = np.flatnonzero(~np.isfinite(numbers))
        return cls(float(numbers[0]), float(numbers[-1]), int(broken[0]) if broken.size else None)


def parameter_shapes(model: Any) -> dict[str, tuple[int, ...]] | None:
    """Return the shape of each parameter that `model` trains, by name; None for what has no parameters.

    A torch module names them itself; those of a Keras layer or model go by their path.
    """
    if hasattr(model, "trainable_variables"):
        return {
            f"{getattr(variable, 'path', '')}#{number}".strip("#"): tuple(variable.shape)
            for number, variable in enumerate(model.trainable_variables)
        }
    if hasattr(model, "named_parameters"):
        return {name: tuple(value.shape) for name, value in model.named_parameters() if value.requires_grad}
    return None


def events_of(watched: Any) -> tuple[str, ...] | None:
    """Return the events of `watch`, or of a plain list of names; None for anything else."""
    events = getattr(watched, "events", watched)
    return tuple(map(str, events)) if isinstance(events, list | tuple) else None


def missed_round(events: Sequence[str], wanted: Sequence[str], times: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the first round, from 1, that is not `wanted` in its order, with what came instead; None if all are.

    Events that `wanted` does not name are passed over. A round more than `times` is the first one too many.
    """
    relevant = [event for event in events if event in wanted]
    for number in range(times):
        came = tuple(relevant[number * len(wanted) : (number + 1) * len(wanted)])
        if came != tuple(wanted):
            return number + 1, came
    left = tuple(relevant[times * len(wanted) :])
    return (times + 1, left[: len(wanted)]) if left else None
