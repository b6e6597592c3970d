"""Choose where a submission runs: CUDA, then MPS, then the CPU, by what this process' framework can use."""

from __future__ import annotations

import sys
from typing import Any


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


def as_device(name: str) -> Any:
    """Return `name` as a torch.device where torch is loaded, else as it is."""
    torch = sys.modules.get("torch")
    return torch.device(name) if torch is not None else name
