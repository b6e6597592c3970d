"""w = w - ... makes a new tensor; the one that was handed in never changes."""

import torch


def fit(x, y, w, b, lr, steps):
    losses = []
    for _ in range(steps):
        prediction = x @ w + b
        loss = ((prediction - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        w = w - lr * w.grad
        b = b - lr * b.grad
    return losses
