import torch


def images_to_batch(images):
    return torch.from_numpy(images / 16).unsqueeze(1)
