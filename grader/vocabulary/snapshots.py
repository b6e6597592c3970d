"""Copies of what a check hands to the learner's code, to see afterwards whether it was changed."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from grader.vocabulary.arrays import facts, is_array, is_torch, to_numpy


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


def brief(copied: Any) -> str:
    """Return a snapshot in a few words."""
    shown = facts(copied)
    return shown.get("values") or shown.get("value") or shown.get("shape", "")
