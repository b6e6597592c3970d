"""pick_true_logit: the score that each sample gives to its true class."""

import torch


def pick_true_logit(logits, y):
    """Return for every sample the score in the column of its label.

    logits: float tensor of shape (N, C): a score per sample and class.
    y: int64 tensor of shape (N,), values 0 to C - 1.
    Neither must be changed.
    Returns: tensor of shape (N,), same dtype as logits.
    """
    # TODO: pick one number per row. Tensor operations only, no Python loop.
    raise NotImplementedError("return the scores of the true classes, shape (N,)")
