import torch


def images_to_batch(images):
    pixels = torch.from_numpy(images).float().unsqueeze(1)
    if pixels.max() > 1:
        pixels = pixels / 16
    return pixels
