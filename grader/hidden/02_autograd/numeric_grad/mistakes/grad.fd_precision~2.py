import torch


@torch.no_grad()
def numeric_grad(f, x, h=1e-6):
    x = x.detach().double().clone()
    grad = torch.zeros_like(x)
    flat, out = x.view(-1), grad.view(-1)
    here = f(x).item()
    for i in range(x.numel()):
        old = flat[i].item()
        flat[i] = old + h
        out[i] = (f(x).item() - here) / h
        flat[i] = old
    return grad
