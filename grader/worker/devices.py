"""Choose where a submission runs: CUDA, then MPS, then the CPU, by what this process' framework can use."""

from __future__ import annotations

import contextlib
import re
import sys
from typing import Any, Final

_OF_THE_GPU: Final = re.compile(r"CUDA (driver )?error|CUDNN|CUBLAS|cuDNN|MPS backend out of memory|out of memory")


class NoSuchDevice(RuntimeError):
    """The device that was asked for is not there."""


def choose(wanted: str) -> str:
    """Return the device for ``auto``, ``cpu``, ``cuda`` or ``mps``. Raises NoSuchDevice."""
    if wanted == "cpu":
        return "cpu"
    there = available()
    if wanted == "auto":
        return there[0]
    if wanted not in there:
        raise NoSuchDevice(f"{wanted} is not available here; there is {', '.join(there)}")
    return wanted


def available() -> tuple[str, ...]:
    """Return the usable devices, best first; the CPU is always one of them."""
    found: list[str] = []
    torch = sys.modules.get("torch")
    if torch is not None:
        if torch.cuda.is_available():
            found.append("cuda")
        if torch.backends.mps.is_available():
            found.append("mps")
    elif "tensorflow" in sys.modules and sys.modules["tensorflow"].config.list_physical_devices("GPU"):
        found.append("cuda")
    return (*found, "cpu")


def warm_up(wanted: str) -> None:
    """Make the context of a GPU, and start what torch starts at its first use, before anybody waits for it."""
    torch = sys.modules.get("torch")
    if torch is None:
        return
    try:
        device = choose(wanted)
    except NoSuchDevice:
        return
    with contextlib.suppress(RuntimeError):  # a GPU that is broken or full is met again, and told, when code runs
        weight = torch.ones(4, 4, device=device, requires_grad=True)
        ((torch.ones(2, 4, device=device) @ weight).relu() ** 2).mean().backward()
        if device == "cuda":
            torch.cuda.synchronize()


def has_failed(error: BaseException, device: str) -> bool:
    """Whether `error` speaks of the GPU itself, broken or full, rather than of the code that ran on it."""
    if device == "cpu":
        return False
    name = type(error).__name__
    if name in ("OutOfMemoryError", "AcceleratorError", "ResourceExhaustedError"):
        return True
    try:
        return isinstance(error, RuntimeError) and _OF_THE_GPU.search(str(error)) is not None
    except BaseException:  # a learner's own class may fail to say what it is, in any way
        return False


def as_device(name: str) -> Any:
    """Return `name` as a torch.device where torch is loaded, else as it is."""
    torch = sys.modules.get("torch")
    return torch.device(name) if torch is not None else name
