import torch


def to_nchw(images):
    return images.transpose(1, 2).contiguous()
