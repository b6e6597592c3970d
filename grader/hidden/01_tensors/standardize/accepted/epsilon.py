import torch


def standardize(x):
    centred = x - x.mean(dim=0, keepdim=True)
    variance = (centred**2).mean(dim=0, keepdim=True)
    return centred / (variance.sqrt() + 1e-8)
