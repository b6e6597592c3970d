"""grad_of: the gradient of a function, at a point."""

import torch


def grad_of(f, x):
    """Return the gradient of f at x: a tensor with x's shape and dtype.

    f: a function from a tensor to a tensor with one number.
    x: a floating-point tensor of any shape. It must stay exactly as it is.
    """
    # TODO: 1. make a fresh leaf with x's numbers that asks for a gradient
    #       2. run f on it
    #       3. walk back, and return the gradient of the leaf
    raise NotImplementedError("return the gradient of f at x")


if __name__ == "__main__":
    point = torch.tensor([1.0, 2.0, 3.0])
    print(grad_of(lambda t: (t**2).sum(), point))  # 2., 4., 6.
