"""Look at a tensor of any framework without caring which: as numbers, as facts to show, as a fingerprint to compare."""

from __future__ import annotations

import contextlib
import math
import sys
from typing import Any, Final

import numpy as np

SHOWN: Final = 6
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


def kind_of(value: Any) -> str:
    """Return the name of the type for people: ``torch.Tensor``, ``numpy.ndarray``, ``list``, ``None``."""
    if value is None:
        return "None"
    module = type(value).__module__.partition(".")[0]
    if module == "tensorflow":
        return "tf.Tensor"
    name = type(value).__qualname__
    return name if module in ("builtins", "") or hasattr(value, "__self__") else f"{module}.{name}"


def facts(value: Any) -> dict[str, str]:
    """Return what to show of `value`: type, shape, dtype, device and the first few numbers; its text for no array."""
    if not is_array(value):
        return {"type": kind_of(value), "value": shorten(repr(value))}
    shown = {"type": kind_of(value), "shape": show_shape(shape_of(value)), "dtype": dtype_name(value)}
    device = device_name(value)
    if device and device != "cpu":
        shown["device"] = device
    with contextlib.suppress(TypeError, ValueError, RuntimeError):
        shown["values"] = show_numbers(to_numpy(value))
    return shown


def show_shape(shape: tuple[int | None, ...]) -> str:
    """Return a shape as Python writes it, with ``?`` for any size."""
    sizes = ["?" if size is None else str(size) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def show_number(number: Any) -> str:
    """Return one number, short but never cut in the middle of a digit that matters."""
    if isinstance(number, bool | np.bool_):
        return str(bool(number))
    if isinstance(number, int | np.integer):
        return str(int(number))
    if isinstance(number, complex | np.complexfloating):
        return f"{complex(number):.6g}"
    return f"{float(number):.6g}"


def show_numbers(array: np.ndarray[Any, Any]) -> str:
    """Return the first few numbers, row by row."""
    if array.ndim == 0:
        return show_number(array[()])
    flat = array.reshape(-1)
    head = ", ".join(show_number(number) for number in flat[:SHOWN])
    return f"[{head}{', …' if flat.size > SHOWN else ''}]"


def shorten(text: str, longest: int = 160) -> str:
    """Return `text` on one line, with an ellipsis where it was cut; half a character becomes ``?``."""
    line = " ".join(text[: 20 * longest].split()).encode("utf-8", "replace").decode("utf-8")
    return line if len(line) <= longest else line[: longest - 1] + "…"


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
