"""dynamic_scale: graphs whose shape depends on the data."""

import torch


def dynamic_scale(x):
    """Return x doubled again and again until its norm is at least 100.

    x: a tensor of any shape, not all zeros. It must stay as it is.
    A norm of 100 or more from the start means: no doubling at all.
    The result lets gradients through to x.
    """
    # TODO: decide in Python, compute with tensors.
    raise NotImplementedError("return x, doubled as often as it needs")


def two_or_five(x):
    """Return 2x if x is positive, else 5x. x: a tensor with one number, shape ()."""
    # TODO: an if is enough.
    raise NotImplementedError("return 2x or 5x")


if __name__ == "__main__":
    point = torch.tensor([3.0, 4.0], requires_grad=True)
    result = dynamic_scale(point)  # norm 5, five doublings
    result.sum().backward()
    print(result, point.grad)  # 96., 128.  and  32., 32.
