"""Copies of what a check hands to the learner's code, to see afterwards whether it was changed."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from grader.vocabulary.arrays import is_array, is_torch, to_numpy


def snapshot(thing: Any) -> Any:
    """Return a copy of the numbers of an array, a module, a Keras model, or a list or dict of them."""
    if is_torch(thing):
        return thing.detach().clone()
    if is_array(thing):
        return to_numpy(thing).copy()
    if hasattr(thing, "state_dict"):
        return {name: snapshot(value) for name, value in thing.state_dict().items()}
    if hasattr(thing, "get_weights"):
        return [np.copy(value) for value in thing.get_weights()]
    if isinstance(thing, list | tuple):
        return [snapshot(item) for item in thing]
    if isinstance(thing, dict):
        return {key: snapshot(item) for key, item in thing.items()}
    return copy.deepcopy(thing)


def unchanged(old: Any, new: Any) -> bool:
    """Whether two snapshots hold the same bytes, shapes and dtypes."""
    if is_array(old):
        mine, theirs = to_numpy(old), to_numpy(new)
        return mine.shape == theirs.shape and mine.dtype == theirs.dtype and mine.tobytes() == theirs.tobytes()
    if isinstance(old, dict):
        return old.keys() == new.keys() and all(unchanged(old[key], new[key]) for key in old)
    if isinstance(old, list):
        return len(old) == len(new) and all(map(unchanged, old, new))
    return bool(old == new)


def changed_part(old: Any, new: Any) -> tuple[Any, Any, tuple[int, ...] | None]:
    """Return the first part in which two unlike snapshots differ, as it was and as it is, and the first index in it.

    The index is None where whole parts have another shape, or are no arrays.
    """
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        key = next(key for key in old if not unchanged(old[key], new[key]))
        return changed_part(old[key], new[key])
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        before, after = next(pair for pair in zip(old, new, strict=True) if not unchanged(*pair))
        return changed_part(before, after)
    if not (is_array(old) and is_array(new)) or to_numpy(old).shape != to_numpy(new).shape:
        return old, new, None
    mine, theirs = to_numpy(old), to_numpy(new)
    changed = [index for index in np.ndindex(mine.shape) if mine[index].tobytes() != theirs[index].tobytes()]
    return old, new, changed[0] if changed else None
