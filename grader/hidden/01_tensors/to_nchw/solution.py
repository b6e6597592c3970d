"""Reference answer for to_nchw."""

import torch


def to_nchw(images):
    """Return the same pictures with the channels in front of height and width."""
    return images.permute(0, 3, 1, 2).contiguous()
