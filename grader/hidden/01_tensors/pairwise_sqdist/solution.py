"""Reference answer for pairwise_sqdist."""

import torch


def pairwise_sqdist(a, b):
    """Return the table of squared distances: row i, column j holds |a[i] - b[j]|²."""
    return ((a[:, None] - b[None]) ** 2).sum(dim=2)
