import torch


def linear_backward(X, W, b, Y):
    dX = torch.zeros_like(X)
    dW = torch.zeros_like(W)
    db = torch.zeros_like(b)
    for i in range(len(X)):
        g = 2 * (X[i] @ W + b - Y[i]) / Y.numel()
        dX[i] = W @ g
        dW += torch.outer(X[i], g)
        db += g
    return dX, dW, db
