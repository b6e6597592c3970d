import torch


def to_nchw(images):
    n = images.shape[0]
    flat = images.permute(0, 3, 1, 2).view(n, -1)
    return flat.view(n, images.shape[3], images.shape[1], images.shape[2])
