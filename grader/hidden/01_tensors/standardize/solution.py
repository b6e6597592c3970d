"""Reference answer for standardize."""

import torch


def standardize(x):
    """Return x with each column shifted to mean 0 and scaled to standard deviation 1."""
    constant = (x == x[0]).all(dim=0)
    scaled = (x - x.mean(dim=0)) / x.std(dim=0, correction=0)
    return torch.where(constant, torch.zeros_like(x), scaled)
