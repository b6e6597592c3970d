import torch


def images_to_batch(images):
    pixels = torch.from_numpy(images // 16)
    return pixels.unsqueeze(1).float()
