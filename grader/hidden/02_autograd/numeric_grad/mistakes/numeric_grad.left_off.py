import torch


def numeric_grad(f, x, h=1e-6):
    torch.set_grad_enabled(False)
    x = x.detach().double().clone().contiguous()
    grad = torch.zeros_like(x)
    flat, out = x.view(-1), grad.view(-1)
    for i in range(x.numel()):
        old = flat[i].item()
        flat[i] = old + h
        plus = f(x).item()
        flat[i] = old - h
        minus = f(x).item()
        flat[i] = old
        out[i] = (plus - minus) / (2 * h)
    return grad
