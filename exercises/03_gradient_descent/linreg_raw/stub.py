"""linreg_raw: linear regression with two tensors and an update of your own."""

import torch


def fit(x, y, w, b, lr, steps):
    """Move w and b so that x @ w + b comes close to y.

    x: (n, d). y: (n,).
    w: (d,) and b: (): leaves with requires_grad=True. They are changed in place.
    lr: the learning rate. steps: how many updates.
    Returns a list of `steps` floats: the loss before each update.
    """
    losses = []
    for _ in range(steps):
        prediction = x @ w + b
        loss = ((prediction - y) ** 2).mean()
        losses.append(loss.item())
        # TODO: compute the gradients, update w and b in place,
        # and leave nothing behind in .grad for the next step.
        raise NotImplementedError("compute the gradients and update w and b")
    return losses
