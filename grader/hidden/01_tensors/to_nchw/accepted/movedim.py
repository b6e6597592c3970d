import torch


def to_nchw(images):
    return images.movedim(-1, 1).clone(memory_format=torch.contiguous_format)
