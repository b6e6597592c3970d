import torch


def images_to_batch(images):
    pixels = torch.from_numpy(images).float()
    batch = pixels.unsqueeze(1)
    return batch.div_(16)
