import torch


def dynamic_scale(x):
    y = x.clone()
    while torch.linalg.vector_norm(y.detach()) < 100:
        y *= 2
    return y


def two_or_five(x):
    if x.item() > 0:
        return x + x
    return 5 * x
