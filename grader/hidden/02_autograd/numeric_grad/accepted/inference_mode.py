import torch


@torch.inference_mode()
def numeric_grad(f, x, h=1e-6):
    base = x.double().flatten()
    result = []
    for i in range(len(base)):
        up, down = base.clone(), base.clone()
        up[i] += h
        down[i] -= h
        result.append((f(up.view(x.shape)).item() - f(down.view(x.shape)).item()) / (2 * h))
    return torch.tensor(result, dtype=torch.float64).view(x.shape)
