"""linear_backward: a linear layer and its loss, walked back by hand."""

import torch


def linear_backward(X, W, b, Y):
    """Return (dX, dW, db): the gradients of ((X @ W + b - Y) ** 2).mean().

    X: (m, d_in)  W: (d_in, d_out)  b: (d_out,)  Y: (m, d_out)
    The mean runs over all m * d_out entries. Each gradient has the shape of what
    it belongs to. Autograd is not used; the inputs stay as they are.
    """
    # TODO: run forward, then walk back step by step: mean, square, + b, X @ W.
    raise NotImplementedError("return dX, dW, db")


if __name__ == "__main__":
    X = torch.tensor([[1.0], [2.0], [3.0]])
    W, b = torch.zeros(1, 1), torch.zeros(1)
    dX, dW, db = linear_backward(X, W, b, Y=X)
    print(dW, db)  # dW is -9.3333, db is -4.
