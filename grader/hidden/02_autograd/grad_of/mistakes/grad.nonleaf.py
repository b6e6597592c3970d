import torch


def grad_of(f, x):
    leaf = x.detach().clone().requires_grad_(True)
    y = f(leaf)
    y.backward()
    return y.grad
