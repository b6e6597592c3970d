"""Count the operations that torch really executes. Deterministic, unlike a clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torch.utils._python_dispatch import TorchDispatchMode


class _Counter(TorchDispatchMode):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        self.count += 1
        return func(*args, **(kwargs or {}))


def count_operations(run: Callable[[], Any]) -> int:
    """Return how many ATen operations `run` issues."""
    with _Counter() as counter:
        run()
    return counter.count
