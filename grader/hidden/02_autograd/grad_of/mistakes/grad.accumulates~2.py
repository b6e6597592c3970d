import torch


def grad_of(f, x):
    if not x.requires_grad:
        x.requires_grad = True
    f(x).backward()
    return x.grad.clone()
