import torch


def grad_of(f, x):
    leaf = x.detach().clone().requires_grad_(True)
    f(leaf)
    leaf.backward()
    return leaf.grad
