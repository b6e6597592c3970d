"""Notes the loss after the update."""

import torch


def fit(x, y, w, b, lr, steps):
    losses = []
    for _ in range(steps):
        loss = ((x @ w + b - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
            losses.append(((x @ w + b - y) ** 2).mean().item())
        w.grad = None
        b.grad = None
    return losses
