# status: failed
# says: more memory
import torch


def double(x):
    return torch.ones(10**12)
