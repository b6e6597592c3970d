"""numeric_grad: measure a gradient by nudging, without autograd."""

import torch


def numeric_grad(f, x, h=1e-6):
    """Return the gradient of f at x by central differences: float64, x's shape.

    f: a function from a float64 tensor shaped like x to a tensor with one number.
    x: a float32 or float64 tensor of any shape. It must be the same afterwards.
    h: how far to nudge one entry to each side.
    """
    # TODO: for each entry, ask f once at x + h and once at x - h (that entry only)
    raise NotImplementedError("return the measured gradient of f at x")


if __name__ == "__main__":
    point = torch.tensor([1.0, 2.0, 3.0])
    print(numeric_grad(lambda t: (t**2).sum(), point))  # 2., 4., 6.
