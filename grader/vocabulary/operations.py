"""Watch the operations that torch really executes: how many, which ones, and on which devices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from grader.vocabulary.surroundings import Places, running

_MAY_MIX: Final = ("copy", "copy_", "_to_copy", "_foreach_copy_")
"""Operations that take tensors from several devices."""
_INDEXING: Final = ("index", "index_put", "index_put_", "_index_put_impl_", "_unsafe_index")
"""Operations in which tensors on the CPU may say which elements of another device are meant, and not the other way."""

_FILL: Final = ("empty", "empty_like", "new_empty", "empty_strided", "full", "full_like", "fill_", "masked_fill")
"""Operations that leave memory as it was found, or write a number that was chosen: -inf in a mask is no accident."""

Look: TypeAlias = Callable[[list[torch.Tensor], list[torch.Tensor]], None]


class _Counter(TorchDispatchMode):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        self.names.append(func.overloadpacket.__name__)
        return func(*args, **(kwargs or {}))


class _Results(TorchDispatchMode):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        given = _tensors((args, kwargs))
        before = [tensor.detach().clone() for tensor in given] if func._schema.is_mutable else given
        result = func(*args, **(kwargs or {}))
        if func.overloadpacket.__name__ not in _FILL:
            self._look(before, _tensors(result))
        return result


class MixedDevices(RuntimeError):
    """An operation was given tensors on different devices. `devices` names them, `places` are the lines that ran."""

    def __init__(self, devices: str, places: Places) -> None:
        super().__init__(devices)
        self.devices = devices
        self.places = places


class _DeviceWatch(TorchDispatchMode):
    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        name = func.overloadpacket.__name__
        if name not in _MAY_MIX:
            tensors = _tensors((args, kwargs))
            if name in _INDEXING:
                indexed, indices, *others = args
                tensors = [
                    *_tensors((indexed, others)),
                    *(one for one in _tensors(indices) if one.device.type != "cpu"),
                ]
            # A tensor without axes counts as a number on every device.
            devices = {tensor.device.type for tensor in tensors if tensor.ndim}
            if len(devices) > 1:
                raise MixedDevices(", ".join(sorted(devices - {"meta"})), running())
        return func(*args, **(kwargs or {}))


@contextmanager
def watch_devices() -> Iterator[None]:
    """Raise MixedDevices inside the block where an operation is given tensors on different devices.

    The device `meta` itself lets some of them pass, a matrix product among them.
    """
    with _DeviceWatch():
        yield


@contextmanager
def watch_results(look: Look) -> Iterator[None]:
    """Call `look` with the tensors that each operation inside the block is given, and with those that it makes."""
    with _Results(look):
        yield


def count_operations(run: Callable[[], Any]) -> int:
    """Return how many ATen operations `run` issues."""
    return len(operations_of(run))


def operations_of(run: Callable[[], Any]) -> list[str]:
    """Return the names of the ATen operations that `run` issues, in order: ``mm``, ``add``, ``_softmax``."""
    with _Counter() as counter:
        run()
    return counter.names


def _tensors(values: Any) -> list[torch.Tensor]:
    return [value for value in tree_leaves(values) if isinstance(value, torch.Tensor)]
