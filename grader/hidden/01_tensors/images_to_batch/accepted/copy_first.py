import torch


def images_to_batch(images):
    batch = torch.tensor(images, dtype=torch.float32)[:, None]
    batch /= 16
    return batch
