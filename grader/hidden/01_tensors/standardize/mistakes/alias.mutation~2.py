import torch


def standardize(x):
    wide = x.double()
    constant = wide.amax(dim=0) == wide.amin(dim=0)
    std = wide.std(dim=0, correction=0)
    wide -= wide.mean(dim=0)
    wide /= std
    wide[:, constant] = 0
    return wide.to(x.dtype)
