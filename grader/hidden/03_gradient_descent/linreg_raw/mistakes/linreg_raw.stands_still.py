"""Computes the gradients and does nothing with them."""

import torch


def fit(x, y, w, b, lr, steps):
    losses = []
    for _ in range(steps):
        prediction = x @ w + b
        loss = ((prediction - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
    return losses
