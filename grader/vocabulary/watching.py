"""Record what a training or evaluation loop does to its model and optimizer, in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch


@dataclass
class Watched:
    """What happened: `events` in order, and the gradients that each step found (None where a parameter had none)."""

    events: tuple[str, ...] = ()
    gradients: list[list[torch.Tensor | None]] = field(default_factory=list)

    def record(self, event: str) -> None:
        """Add an event."""
        self.events = (*self.events, event)


@contextmanager
def watch(model: torch.nn.Module, optimizer: torch.optim.Optimizer | None = None) -> Iterator[Watched]:
    """Watch `model` and `optimizer` inside the block.

    Events: ``zero``, ``forward train grad`` (mode, then whether gradients are recorded), ``backward``, ``step``,
    ``step without gradients``, ``step on zeros``.
    """
    seen = Watched()
    parameters = list(model.parameters())
    handles: list[Any] = [
        parameter.register_post_accumulate_grad_hook(lambda _: _record_backward(seen))
        for parameter in parameters
        if parameter.requires_grad
    ]
    handles.append(model.register_forward_pre_hook(lambda module, _: seen.record(_forward(module))))
    wrapped: list[Any] = [model]
    if optimizer is not None:
        handles.append(optimizer.register_step_pre_hook(lambda used, *_: _record_step(seen, used)))
        wrapped.append(optimizer)
    for thing in wrapped:
        thing.zero_grad = _recording(seen, thing.zero_grad)
    try:
        yield seen
    finally:
        for handle in handles:
            handle.remove()
        for thing in wrapped:
            del thing.zero_grad


def _forward(module: torch.nn.Module) -> str:
    return f"forward {'train' if module.training else 'eval'} {'grad' if torch.is_grad_enabled() else 'no_grad'}"


def _record_backward(seen: Watched) -> None:
    if not seen.events or seen.events[-1] != "backward":
        seen.record("backward")


def _record_step(seen: Watched, optimizer: torch.optim.Optimizer) -> None:
    parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    found = [None if parameter.grad is None else parameter.grad.detach().clone() for parameter in parameters]
    seen.gradients.append(found)
    given = [gradient for gradient in found if gradient is not None]
    if not given:
        seen.record("step without gradients")
    elif not any(bool(gradient.any()) for gradient in given):
        seen.record("step on zeros")
    else:
        seen.record("step")


def _recording(seen: Watched, zero_grad: Any) -> Any:
    def recorded(*arguments: Any, **options: Any) -> Any:
        seen.record("zero")
        return zero_grad(*arguments, **options)

    return recorded
