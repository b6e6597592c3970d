"""confusion: what was read as what, and how much of each class was found."""

import torch


def confusion(y_true, y_pred, num_classes):
    """Return the confusion matrix, (C, C) int64: row = true class, column = predicted class.

    y_true, y_pred: class numbers, (N,) int64, 0 <= class < num_classes.
    """
    # TODO: count all N pairs at once, without going through them in Python.
    raise NotImplementedError("return the matrix of counts")


def recall(matrix):
    """Return the recall of each class, (C,) float32; 0 for a class without samples.

    matrix: (C, C) int64, as confusion returns it.
    """
    # TODO: which share of each row stands on the diagonal?
    raise NotImplementedError("return the recall of each class")
