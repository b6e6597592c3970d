import torch


def images_to_batch(images):
    return torch.from_numpy(images).float() / 16
