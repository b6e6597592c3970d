import torch


def dynamic_scale(x):
    y = x
    while torch.linalg.norm(y.flatten()) < 100:
        y = torch.add(y, y)
    return y


def two_or_five(x):
    return torch.where(x > 0, 2.0, 5.0) * x
