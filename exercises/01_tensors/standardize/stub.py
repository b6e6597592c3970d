"""standardize: every feature gets mean 0 and standard deviation 1."""

import torch


def standardize(x):
    """Return x with each column shifted to mean 0 and scaled to standard deviation 1.

    x: float tensor of shape (N, D): N samples, D features. It must not be changed.
    The standard deviation divides by N. A column whose values are all equal becomes 0.
    Returns: tensor of shape (N, D), same dtype.
    """
    # TODO: subtract the mean of each column, divide by its standard deviation.
    raise NotImplementedError("return the standardized columns")
