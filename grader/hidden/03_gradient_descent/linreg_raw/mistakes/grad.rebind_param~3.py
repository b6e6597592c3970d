"""A fresh leaf at every step: it trains, but not the tensor that was handed in."""

import torch


def fit(x, y, w, b, lr, steps):
    losses = []
    for _ in range(steps):
        prediction = x @ w + b
        loss = ((prediction - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        w = (w - lr * w.grad).detach().requires_grad_()
        b = (b - lr * b.grad).detach().requires_grad_()
    return losses
