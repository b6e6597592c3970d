import torch


def pairwise_sqdist(a, b):
    return (a**2).sum(dim=1) + (b**2).sum(dim=1) - 2 * a @ b.T
