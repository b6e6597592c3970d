"""The cells are written into the predictions."""

import torch


def confusion(y_true, y_pred, num_classes):
    cells = y_pred.add_(y_true * num_classes)
    return torch.bincount(cells, minlength=num_classes * num_classes).reshape(num_classes, num_classes)


def recall(matrix):
    return matrix.diagonal() / matrix.sum(dim=1).clamp(min=1)
