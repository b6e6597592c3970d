import torch


def standardize(x):
    low = x.min(dim=0).values
    high = x.max(dim=0).values
    return (x - low) / (high - low + 1e-8)
