import torch


def images_to_batch(images):
    pixels = torch.tensor(images, dtype=torch.int64)
    return pixels.unsqueeze(1) // 16
