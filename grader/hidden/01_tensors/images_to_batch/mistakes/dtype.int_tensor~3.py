import torch


def images_to_batch(images):
    pixels = torch.from_numpy(images)
    return pixels.unsqueeze(1)
