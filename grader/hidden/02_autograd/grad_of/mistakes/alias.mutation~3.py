import torch


def grad_of(f, x):
    x.requires_grad_(True)
    (gradient,) = torch.autograd.grad(f(x), x)
    if x.is_leaf:
        x.requires_grad_(False)
    return gradient
