import torch


def images_to_batch(images):
    pixels = torch.from_numpy(images)
    batch = pixels.unsqueeze(1)
    return batch // 16
