"""Run a learner's function on other devices and dtypes, and expect its results to follow. No GPU is needed for it.

The device `meta` computes shapes and holds no numbers: what meets an ordinary tensor there was made on a fixed device.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from grader.messages import message
from grader.vocabulary.arrays import device_name, dtype_name, is_array, is_torch, kind_of, shape_of
from grader.vocabulary.facts import facts
from grader.vocabulary.showing import show_shape
from grader.vocabulary.surroundings import Places
from grader.vocabulary.unmet import Unmet

FLOATS: Final = ("float64", "bfloat16")
META: Final = "meta"
_NEEDS_NUMBERS: Final = (
    "cannot be called on meta tensors",
    "no fake impl or Meta kernel",
    "copy out of meta tensor",
    "data-independent implementation does not exist",
    "Cannot copy out of meta",
    "could not run 'aten::_local_scalar_dense'",
)
_NEEDS_THE_CPU: Final = ("is not on the expected device", "meta device type tensor to numpy")
"""What a GPU would say, too."""
_UNSUPPORTED: Final = "not implemented for"


def follow_device(
    function: Callable[..., Any], inputs: tuple[Any, ...], shape: tuple[int, ...] | None, means: str | None
) -> None:
    """Expect `function` to give results on the device of its inputs. Raises Unmet, and what the function raises."""
    from grader.vocabulary.operations import MixedDevices, watch_devices

    moved = [_moved(value, {"device": META}) for value in inputs]
    try:
        with watch_devices():
            result = function(*moved)
    except MixedDevices as mixed:
        raise _fixed_device(mixed.devices, means, mixed.places) from None
    except (RuntimeError, TypeError, NotImplementedError, ValueError) as error:
        if any(text in str(error) for text in _NEEDS_NUMBERS):
            return  # it reads numbers, which is no mistake; without them nothing can be said
        if any(text in str(error) for text in _NEEDS_THE_CPU):
            raise _fixed_device("cpu", means) from error
        raise
    tensors = [value for value in _leaves(result) if is_torch(value)]
    if not tensors:
        raise _no_tensor(result, means)
    for tensor in tensors:
        if device_name(tensor) != META:
            raise _fixed_device(device_name(tensor), means)
    if shape is not None and shape_of(tensors[0]) != shape:
        values = {"got": show_shape(shape_of(tensors[0])), "want": show_shape(shape)}
        shown = {"shape": values["want"]}
        raise Unmet(
            "shape.other", message("shape.other", None, **values), shown, facts(tensors[0]), values["got"], means
        )


def follow_dtype(
    function: Callable[..., Any], inputs: tuple[Any, ...], dtypes: Iterable[str], means: str | None
) -> None:
    """Expect the floating-point results of `function` to have the dtype of its floating-point inputs.

    Raises Unmet, and what the function raises for a reason of its own.
    """
    for dtype in dtypes:
        if dtype == "bfloat16" and not any(map(_knows_bfloat16, _leaves(inputs))):
            dtype = "float16"
        moved = [_moved(value, {"dtype": dtype}) for value in inputs]
        try:
            result = function(*moved)
        except Exception as error:
            if _UNSUPPORTED in str(error):
                continue  # this build of the framework cannot do it; that says nothing about the code
            if not _is_about_dtypes(str(error)):
                raise
            text = message("dtype.fixed", dtype=dtype)
            raise Unmet(
                "dtype.fixed", text, {"dtype": dtype}, {}, dtype, means, message("dtype.fixed.often")
            ) from error
        floats = [value for value in _leaves(result) if is_array(value) and "float" in dtype_name(value)]
        if not floats:
            raise _no_tensor(result, means)
        for value in floats:
            if dtype_name(value) != dtype:
                text = message("dtype.not_followed", dtype=dtype, got=dtype_name(value))
                seen = [dtype, dtype_name(value)]
                often = message("dtype.fixed.often")
                raise Unmet("dtype.not_followed", text, {"dtype": dtype}, facts(value), seen, means, often)


def _fixed_device(device: str, means: str | None, places: Places = ()) -> Unmet:
    text, often = message("device.fixed", device=device), message("device.fixed.often")
    shown = {"device": META}, {"device": device}
    return Unmet("device.fixed", text, *shown, device, means, often, places=places)


def _no_tensor(result: Any, means: str | None) -> Unmet:
    if result is None:
        return Unmet("value.none", message("value.none"), {}, facts(None), None, means, result=True)
    text = message("value.no_tensor", got=kind_of(result))
    return Unmet("value.no_tensor", text, {}, facts(result), kind_of(result), means)


def _moved(value: Any, to: Mapping[str, str]) -> Any:
    """Return a copy of `value` elsewhere; what holds no numbers, or no fractions where a dtype is asked for, stays."""
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return type(value)(_moved(item, to) for item in value)
    if isinstance(value, dict):
        return {key: _moved(item, to) for key, item in value.items()}
    if is_torch(value):
        return _moved_tensor(value, to)
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.nn.Module) and not hasattr(value, "trainable_variables"):
        return copy.deepcopy(value).to(**_torch_words(to))
    if "dtype" in to and is_array(value) and "float" in dtype_name(value):
        return _cast(value, to["dtype"])
    return value


def _moved_tensor(value: Any, to: Mapping[str, str]) -> Any:
    if "dtype" in to and not value.is_floating_point():
        return value
    moved = value.detach().to(**_torch_words(to))
    return moved.requires_grad_(value.requires_grad)


def _torch_words(to: Mapping[str, str]) -> dict[str, Any]:
    torch = sys.modules["torch"]
    return {word: getattr(torch, name) if word == "dtype" else name for word, name in to.items()}


def _cast(value: Any, dtype: str) -> Any:
    if hasattr(value, "astype"):
        return value.astype(dtype)
    tensorflow = sys.modules.get("tensorflow")
    return tensorflow.cast(value, dtype) if tensorflow is not None else value


def _knows_bfloat16(value: Any) -> bool:
    torch = sys.modules.get("torch")
    return (is_torch(value) or type(value).__module__.startswith("tensorflow")) or (
        torch is not None and isinstance(value, torch.nn.Module)
    )


def _is_about_dtypes(text: str) -> bool:
    words = ("dtype", "scalar type", "data type", "should be the same", "ScalarType", " tensor but is a ", "dtypes")
    return any(word in text for word in words)


def _leaves(value: Any) -> Iterable[Any]:
    if isinstance(value, tuple | list):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, dict):
        yield from _leaves(list(value.values()))
    else:
        yield value
