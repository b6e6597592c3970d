# status: failed
# says: more memory
import torch


def double(x):
    torch.zeros(10_000_000_000)
    return x + 1.5
