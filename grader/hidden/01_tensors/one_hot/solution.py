"""Reference answer for one_hot."""

import torch


def one_hot(y, classes):
    """Return the labels as rows: 1 in the column of the label, 0 elsewhere."""
    rows = torch.zeros(len(y), classes, device=y.device)
    return rows.scatter_(1, y.unsqueeze(1), 1.0)
