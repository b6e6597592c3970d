import torch


def dynamic_scale(x):
    y = x
    while y.norm() < 100:
        y = y * 2
    return y


def two_or_five(x):
    value = x.item()
    return torch.tensor(2 * value if value > 0 else 5 * value, dtype=x.dtype, device=x.device)
