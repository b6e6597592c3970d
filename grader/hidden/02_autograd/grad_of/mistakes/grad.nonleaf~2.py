import torch


def grad_of(f, x):
    leaf = x.clone().requires_grad_(True)
    y = f(leaf)
    y.backward()
    return leaf.grad
