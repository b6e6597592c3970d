import torch


def to_nchw(images):
    n, h, w, c = images.shape
    return images.permute(0, 3, 2, 1).reshape(n, c, h, w)
