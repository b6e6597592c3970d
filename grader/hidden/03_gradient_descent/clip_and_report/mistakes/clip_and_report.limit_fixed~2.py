"""Scales to max_norm, but compares with 1.0."""

import torch


def clipped_step(model, optimizer, loss_fn, x, y, max_norm=1.0):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    norm = torch.cat([p.grad.flatten() for p in model.parameters()]).norm().item()
    if norm > 1.0:
        for p in model.parameters():
            p.grad.mul_(max_norm / norm)
    optimizer.step()
    return norm
