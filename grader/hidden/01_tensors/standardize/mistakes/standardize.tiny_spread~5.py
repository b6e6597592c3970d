import torch


def standardize(x):
    """Right in float32, where the sums are exact in double; a float64 table has nothing wider to turn to."""
    wide = x.double()
    std = wide.std(dim=0, correction=0)
    std = torch.where(std == 0, torch.ones_like(std), std)
    return ((wide - wide.mean(dim=0)) / std).to(x.dtype)
