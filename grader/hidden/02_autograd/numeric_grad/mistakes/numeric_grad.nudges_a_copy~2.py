import torch


@torch.no_grad()
def numeric_grad(f, x, h=1e-6):
    x = x.detach().double().clone()
    flat = x.flatten()
    out = torch.zeros_like(flat)
    for i in range(x.numel()):
        old = flat[i].item()
        flat[i] = old + h
        plus = f(x).item()
        flat[i] = old - h
        minus = f(x).item()
        flat[i] = old
        out[i] = (plus - minus) / (2 * h)
    return out.reshape(x.shape)
