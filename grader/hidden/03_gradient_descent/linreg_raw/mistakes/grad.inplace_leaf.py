"""The update runs outside no_grad."""

import torch


def fit(x, y, w, b, lr, steps):
    losses = []
    for _ in range(steps):
        prediction = x @ w + b
        loss = ((prediction - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        w -= lr * w.grad
        b -= lr * b.grad
        w.grad = None
        b.grad = None
    return losses
