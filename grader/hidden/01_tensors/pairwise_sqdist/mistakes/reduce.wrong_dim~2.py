import torch


def pairwise_sqdist(a, b):
    return ((a[:, None] - b[None]) ** 2).sum(dim=0)
