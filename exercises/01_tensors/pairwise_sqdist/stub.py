"""pairwise_sqdist: the squared distance of every point of a to every point of b."""

import torch


def pairwise_sqdist(a, b):
    """Return the table of squared distances: row i, column j holds |a[i] - b[j]|².

    a: tensor of shape (N, D): N points. b: tensor of shape (M, D): M points.
    Both have the same dtype, and neither must be changed.
    Returns: tensor of shape (N, M), same dtype.
    """
    # TODO: this is right, and slow. Make it fast: no Python loop.
    rows = []
    for p in a:
        rows.append(torch.stack([((p - q) ** 2).sum() for q in b]))
    return torch.stack(rows)
