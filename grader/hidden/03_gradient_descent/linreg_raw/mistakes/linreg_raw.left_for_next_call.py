"""Clears between the steps of one call, and leaves the last gradients behind."""

import torch


def fit(x, y, w, b, lr, steps):
    losses = []
    for step in range(steps):
        prediction = x @ w + b
        loss = ((prediction - y) ** 2).mean()
        losses.append(loss.item())
        if step > 0:
            w.grad = None
            b.grad = None
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return losses
