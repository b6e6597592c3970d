import torch


def one_hot(y, classes):
    return torch.tensor([[1.0 if label == k else 0.0 for k in range(classes)] for label in y.tolist()])
