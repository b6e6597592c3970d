"""Reference answer for standardize."""

import torch


def standardize(x):
    """Return x with each column shifted to mean 0 and scaled to standard deviation 1."""
    spread = x.std(dim=0, correction=0)
    safe = torch.where(spread == 0, torch.ones_like(spread), spread)
    return (x - x.mean(dim=0)) / safe
