"""Clips after the step: too late."""

from torch import nn


def clipped_step(model, optimizer, loss_fn, x, y, max_norm=1.0):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()

    optimizer.step()
    norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm)
    return norm.item()
