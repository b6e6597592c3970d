"""Look at a tensor of any framework without caring which: as numbers, and as a fingerprint to compare."""

from __future__ import annotations

import math
import sys
from typing import Any, Final

import numpy as np

from grader.vocabulary.showing import shorten

SAMPLED: Final = 64


def is_array(value: Any) -> bool:
    """Whether `value` is a tensor, a Keras variable or a NumPy array."""
    return isinstance(value, np.ndarray | np.generic) or (hasattr(value, "shape") and hasattr(value, "dtype"))


def is_torch(value: Any) -> bool:
    """Whether `value` is a torch tensor; torch is not imported to find out."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def to_numpy(value: Any) -> np.ndarray[Any, Any]:
    """Return the numbers of `value` as a NumPy array of its shape; bfloat16 becomes float32.

    Raises TypeError or ValueError when it holds no numbers in a regular shape.
    """
    if is_torch(value):
        torch = sys.modules["torch"]
        tensor = value.detach()
        if tensor.device.type == "meta":
            raise ValueError("a meta tensor holds no numbers")
        if tensor.dtype == torch.bfloat16:
            tensor = tensor.float()
        # A copy that NumPy itself makes: a subclass may give back anything it likes.
        value = tensor.cpu().resolve_conj().resolve_neg().numpy()
    elif hasattr(value, "value") and "keras" in sys.modules and not callable(value.value):
        return to_numpy(value.value)
    array = np.array(value)
    if array.dtype == object:
        raise TypeError(f"{type(value).__name__} does not hold numbers in a regular shape")
    return array


def shape_of(value: Any) -> tuple[int, ...]:
    """Return the shape of an array or of a nested list of numbers."""
    return tuple(int(size) for size in value.shape) if hasattr(value, "shape") else to_numpy(value).shape


def dtype_name(value: Any) -> str:
    """Return the dtype as NumPy writes it: ``float32``, ``int64``, ``bool``; ``bfloat16`` too."""
    if hasattr(value, "dtype"):
        return str(getattr(value.dtype, "name", value.dtype)).removeprefix("torch.")
    return str(to_numpy(value).dtype)


def device_name(value: Any) -> str:
    """Return where `value` lives, such as ``cpu`` or ``cuda:0``; empty for what has no device."""
    if is_torch(value):
        return str(value.device)
    device = getattr(value, "device", "")
    return device.rpartition("device:")[2].lower() if isinstance(device, str) else ""


def other_device(one: Any, other: Any) -> bool:
    """Whether two arrays live on devices of different kinds; what has no device is at home everywhere."""
    mine, theirs = device_name(one), device_name(other)
    return bool(mine and theirs) and mine.partition(":")[0] != theirs.partition(":")[0]


def kind_of(value: Any) -> str:
    """Return the name of the type for people: ``torch.Tensor``, ``numpy.ndarray``, ``list``, ``None``."""
    if value is None:
        return "None"
    module = type(value).__module__.partition(".")[0]
    if module == "tensorflow":
        return "tf.Tensor"
    name = type(value).__qualname__
    if type(value).__module__ == "torch.return_types":
        return f"torch.return_types.{name}"
    return name if module in ("builtins", "") or hasattr(value, "__self__") else f"{module}.{name}"


def fingerprint(value: Any) -> Any:
    """Return JSON data by which two values that agree within rounding can be recognised as alike."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return _number(value)
    if is_array(value):
        try:
            array = to_numpy(value)
        except (TypeError, ValueError, RuntimeError):
            return {"shape": list(shape_of(value)), "dtype": dtype_name(value)}
        return {"shape": list(array.shape), "dtype": dtype_name(value), **_summary(array)}
    if isinstance(value, dict):
        return {str(key): fingerprint(item) for key, item in list(value.items())[:SAMPLED]}
    if isinstance(value, list | tuple):
        return [fingerprint(item) for item in list(value)[:SAMPLED]]
    return {"type": kind_of(value)}


def _number(number: Any) -> Any:
    number = float(number)
    return number if math.isfinite(number) else repr(number)


def _summary(array: np.ndarray[Any, Any]) -> dict[str, Any]:
    if array.dtype.kind not in "biuf":
        return {"text": shorten(str(array.tolist()))}
    flat: Any = array.reshape(-1).astype(np.float64)
    step = max(1, flat.size // SAMPLED)
    return {"size": int(flat.size), "sample": [_number(number) for number in flat[::step][:SAMPLED]]}
