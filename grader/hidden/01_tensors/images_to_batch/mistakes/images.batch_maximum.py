import torch


def images_to_batch(images):
    pixels = torch.from_numpy(images).float()
    return pixels.unsqueeze(1) / pixels.max()
