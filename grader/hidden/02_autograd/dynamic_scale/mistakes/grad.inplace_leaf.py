import torch


def dynamic_scale(x):
    while x.norm() < 100:
        x *= 2
    return x


def two_or_five(x):
    return 2 * x if x > 0 else 5 * x
