"""Seeded random inputs for checks. The same check draws the same numbers at every run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import torch


class Draws:
    """The `rng` fixture. NumPy makes the numbers, so that every device sees the same ones."""

    def __init__(self, seed: int, device: Any) -> None:
        self.numpy = np.random.default_rng(seed)
        self._seed = seed
        self._device = device

    def anew(self) -> Draws:
        """Return draws that begin where these began."""
        return Draws(self._seed, self._device)

    def array(self, *shape: int, dtype: str = "float32") -> np.ndarray[Any, Any]:
        """Return standard normal numbers as a NumPy array."""
        return self.numpy.standard_normal(shape).astype(dtype)

    def normal(self, *shape: int, dtype: str = "float32") -> torch.Tensor:
        """Return standard normal numbers on the device of the run; MPS has no float64, so those stay on the CPU."""
        import torch

        numbers = torch.from_numpy(np.asarray(self.numpy.standard_normal(shape))).to(getattr(torch, dtype))
        without_float64 = dtype == "float64" and getattr(self._device, "type", "") == "mps"
        return numbers if without_float64 else numbers.to(self._device)

    def labels(self, count: int, classes: int) -> torch.Tensor:
        """Return `count` class numbers, int64, 0 <= label < classes."""
        import torch

        return torch.from_numpy(self.numpy.integers(0, classes, size=count)).to(self._device)

    def integer(self, low: int, high: int) -> int:
        """Return one Python int, low <= n < high."""
        return int(self.numpy.integers(low, high))
