"""to_nchw: bring pictures from Keras' order of axes into PyTorch's."""

import torch


def to_nchw(images):
    """Return the same pictures with the channels in front of height and width.

    images: tensor of shape (N, H, W, C). It must not be changed.
    Returns: contiguous tensor of shape (N, C, H, W), same dtype.
    """
    # TODO: the shape is right, the pictures are scrambled. Repair it.
    n, h, w, c = images.shape
    return images.view(n, c, h, w)
