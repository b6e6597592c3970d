import torch


def one_hot(y, classes):
    z = torch.zeros(len(y), classes)
    for i in range(len(y)):
        z[i, y[i]] = 1
    return z
