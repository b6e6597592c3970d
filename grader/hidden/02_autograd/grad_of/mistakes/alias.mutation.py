import torch


def grad_of(f, x):
    x.requires_grad_(True)
    x.grad = None
    y = f(x)
    y.backward()
    return x.grad
