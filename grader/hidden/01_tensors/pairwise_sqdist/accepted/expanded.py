import torch


def pairwise_sqdist(a, b):
    aa = (a * a).sum(1, keepdim=True)
    bb = (b * b).sum(1)
    return aa + bb - 2 * a @ b.T
