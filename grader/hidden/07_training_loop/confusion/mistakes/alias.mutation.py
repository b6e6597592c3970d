"""The true labels are multiplied in place."""

import torch


def confusion(y_true, y_pred, num_classes):
    y_true *= num_classes
    cells = y_true + y_pred
    return torch.bincount(cells, minlength=num_classes * num_classes).reshape(num_classes, num_classes)


def recall(matrix):
    return matrix.diagonal() / matrix.sum(dim=1).clamp(min=1)
