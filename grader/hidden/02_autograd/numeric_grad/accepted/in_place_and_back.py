import itertools

import torch


def numeric_grad(f, x, h=1e-6):
    with torch.no_grad():
        x = x.double()
        grad = torch.empty_like(x)
        for index in itertools.product(*(range(size) for size in x.shape)):
            saved = x[index].clone()
            x[index] = saved + h
            plus = f(x).clone()
            x[index] = saved - h
            minus = f(x).clone()
            x[index] = saved
            grad[index] = (plus - minus) / (2 * h)
    return grad
