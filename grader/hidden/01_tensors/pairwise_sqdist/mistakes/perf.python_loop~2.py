import torch


def pairwise_sqdist(a, b):
    return torch.stack([((p - b) ** 2).sum(dim=1) for p in a])
