"""one_hot: class numbers become rows of zeros with a single one."""

import torch


def one_hot(y, classes):
    """Return the labels as rows: 1 in the column of the label, 0 elsewhere.

    y: int64 tensor of shape (N,), values 0 to classes - 1. It must not be changed.
    classes: how many columns there are.
    Returns: float32 tensor of shape (N, classes), on the device of y.
    """
    # TODO: build it yourself, without F.one_hot and without a Python loop.
    raise NotImplementedError("return the rows, float32, shape (N, classes)")
