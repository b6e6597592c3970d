"""images_to_batch: grey NumPy pictures become a batch for a network."""

import torch


def images_to_batch(images):
    """Return the pictures as a float32 tensor of shape (N, 1, 8, 8), values 0 to 1.

    images: NumPy array of shape (N, 8, 8), values 0 to 16, of any number type.
        It must not be changed.
    """
    # TODO: a float32 tensor with the same numbers.
    pixels = ...  # (N, 8, 8)

    # TODO: the same numbers with a channel axis behind the batch axis.
    batch = ...  # (N, 1, 8, 8)

    # TODO: bring 0..16 to 0..1 and return the batch.
    raise NotImplementedError("return the batch, scaled to 0..1")
