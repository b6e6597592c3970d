"""Counted with an accumulating index_put; a loop over classes, not over samples."""

import torch


def confusion(y_true, y_pred, num_classes):
    matrix = torch.zeros(num_classes, num_classes, dtype=torch.int64, device=y_true.device)
    return matrix.index_put((y_true, y_pred), torch.ones_like(y_true), accumulate=True)


def recall(matrix):
    return torch.nan_to_num(matrix.diag() / matrix.sum(1))
