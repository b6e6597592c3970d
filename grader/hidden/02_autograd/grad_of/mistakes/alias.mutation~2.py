import torch


def grad_of(f, x):
    x.requires_grad_(True)
    y = f(x)
    y.backward()
    gradient = x.grad
    x.grad = None
    return gradient
