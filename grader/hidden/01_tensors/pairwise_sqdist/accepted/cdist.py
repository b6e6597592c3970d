import torch


def pairwise_sqdist(a, b):
    return torch.cdist(a, b) ** 2
