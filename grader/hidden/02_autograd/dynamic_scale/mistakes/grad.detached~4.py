import torch


def dynamic_scale(x):
    values = x.detach().flatten().tolist()
    while sum(v * v for v in values) ** 0.5 < 100:
        values = [2 * v for v in values]
    y = torch.tensor(values, dtype=x.dtype, device=x.device).reshape(x.shape)
    return y.requires_grad_()


def two_or_five(x):
    return 2 * x if x > 0 else 5 * x
