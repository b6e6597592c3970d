import torch


def to_nchw(images):
    return torch.stack(images.unbind(dim=3), dim=1)
