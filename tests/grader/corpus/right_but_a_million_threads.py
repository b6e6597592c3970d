# status: passed
# says: 
import torch

torch.set_num_threads(10**6)


def double(x):
    return x + x
