import torch


def numeric_grad(f, x, h=1e-6):
    with torch.no_grad():
        x = x.double()
        slopes = []
        for row in torch.eye(x.numel(), dtype=torch.float64):
            step = h * row.reshape(x.shape)
            slopes.append((f(x + step) - f(x - step)) / (2 * h))
        return torch.stack(slopes).reshape(x.shape)
