"""One-hot labels, multiplied; recall with where."""

import torch
import torch.nn.functional as F


def confusion(y_true, y_pred, num_classes):
    truth = F.one_hot(y_true, num_classes)
    guess = F.one_hot(y_pred, num_classes)
    return truth.T @ guess


def recall(matrix):
    found = torch.diag(matrix).float()
    total = matrix.sum(1).float()
    return torch.where(total == 0, torch.zeros_like(total), found / total)
