import torch


def standardize(x):
    constant = x.amax(dim=0) == x.amin(dim=0)
    std = x.std(dim=0, correction=0)
    x -= x.mean(dim=0)
    x /= torch.where(constant, torch.ones_like(std), std)
    return x
