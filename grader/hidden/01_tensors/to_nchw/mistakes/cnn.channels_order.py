import torch


def to_nchw(images):
    return images.permute(0, 3, 2, 1).contiguous()
