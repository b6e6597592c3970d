import torch


def to_nchw(images):
    return images.transpose(2, 3).transpose(1, 2).contiguous()
