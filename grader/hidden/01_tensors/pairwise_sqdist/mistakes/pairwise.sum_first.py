import torch


def pairwise_sqdist(a, b):
    return (a[:, None] - b[None]).sum(dim=2) ** 2
