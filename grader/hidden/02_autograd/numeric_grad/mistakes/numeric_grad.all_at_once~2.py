import torch


@torch.no_grad()
def numeric_grad(f, x, h=1e-6):
    x = x.detach().double()
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return torch.full_like(x, slope.item())
