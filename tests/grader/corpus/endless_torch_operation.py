# status: timeout
# says: Stopped after
import torch


def double(x):
    torch.linalg.svd(torch.rand(4000, 4000))
    return x + x
