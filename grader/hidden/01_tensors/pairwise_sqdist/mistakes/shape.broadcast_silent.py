import torch


def pairwise_sqdist(a, b):
    return ((a - b) ** 2).sum(dim=1)
