"""Clips each parameter by itself; the norm that it reports is right."""

from torch import nn


def clipped_step(model, optimizer, loss_fn, x, y, max_norm=1.0):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()

    total = 0.0
    for p in model.parameters():
        total += nn.utils.clip_grad_norm_(p, max_norm).item() ** 2
    optimizer.step()
    return total**0.5
