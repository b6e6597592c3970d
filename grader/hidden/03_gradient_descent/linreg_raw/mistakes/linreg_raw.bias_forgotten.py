"""Updates w alone."""

import torch


def fit(x, y, w, b, lr, steps):
    losses = []
    for _ in range(steps):
        prediction = x @ w + b
        loss = ((prediction - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad = None
        b.grad = None
    return losses
