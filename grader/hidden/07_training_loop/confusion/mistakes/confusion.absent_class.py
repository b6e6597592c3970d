"""A class without samples gives NaN."""

import torch


def confusion(y_true, y_pred, num_classes):
    cells = y_true * num_classes + y_pred
    return torch.bincount(cells, minlength=num_classes * num_classes).reshape(num_classes, num_classes)


def recall(matrix):
    return matrix.diagonal() / matrix.sum(dim=1)
