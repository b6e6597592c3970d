import torch


def to_nchw(images):
    n, h, w, c = images.shape
    return images.reshape(n, c, h, w)
