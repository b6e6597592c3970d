"""confusion: what was read as what, and how much of each class was found."""

import torch


def confusion(y_true, y_pred, num_classes):
    """Return the (C, C) int64 matrix of counts: row = true class, column = predicted class."""
    cells = y_true * num_classes + y_pred
    return torch.bincount(cells, minlength=num_classes * num_classes).reshape(num_classes, num_classes)


def recall(matrix):
    """Return the (C,) float32 recall of each class, 0 for a class without samples."""
    return matrix.diagonal() / matrix.sum(dim=1).clamp(min=1)
