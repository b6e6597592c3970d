import torch


def linear_backward(X, W, b, Y):
    leaves = [t.detach().clone().requires_grad_() for t in (X, W, b)]
    loss = ((leaves[0] @ leaves[1] + leaves[2] - Y) ** 2).mean()
    return torch.autograd.grad(loss, leaves)
