import torch


def standardize(x):
    return (x - x.mean(dim=0)) / torch.sqrt(x.var(dim=0, correction=0) + 1e-5)
