import torch


def dynamic_scale(x):
    if x.norm() >= 100:
        return x
    return x * (100 / x.norm())


def two_or_five(x):
    return 2 * x if x > 0 else 5 * x
