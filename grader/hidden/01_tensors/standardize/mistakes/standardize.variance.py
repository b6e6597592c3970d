import torch


def standardize(x):
    var = x.var(dim=0, correction=0)
    return (x - x.mean(dim=0)) / torch.where(var == 0, torch.ones_like(var), var)
