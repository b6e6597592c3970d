import torch


def dynamic_scale(x):
    doublings = 0
    norm = x.norm().item()
    while norm < 100:
        norm *= 2
        doublings += 1
    return x * 2**doublings


def two_or_five(x):
    return torch.where(x > 0, 2 * x, 5 * x)
