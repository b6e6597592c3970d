"""The number of classes is read off the batch."""

import torch


def confusion(y_true, y_pred, num_classes):
    classes = int(torch.max(y_true.max(), y_pred.max())) + 1
    cells = y_true * classes + y_pred
    return torch.bincount(cells, minlength=classes * classes).reshape(classes, classes)


def recall(matrix):
    return matrix.diagonal() / matrix.sum(dim=1).clamp(min=1)
