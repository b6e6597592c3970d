"""Gradients from torch.autograd.grad: nothing is stored in .grad, so nothing has to be cleared."""

import torch


def fit(x, y, w, b, lr, steps):
    losses = []
    for _ in range(steps):
        loss = ((x @ w + b - y) ** 2).mean()
        losses.append(loss.item())
        grad_w, grad_b = torch.autograd.grad(loss, [w, b])
        with torch.no_grad():
            w.sub_(lr * grad_w)
            b.sub_(lr * grad_b)
    return losses
