"""linreg_raw: linear regression with two tensors and an update of your own."""

import torch


def fit(x, y, w, b, lr, steps):
    """Change w and b in place; return the loss before each update."""
    losses = []
    for _ in range(steps):
        prediction = x @ w + b
        loss = ((prediction - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return losses
