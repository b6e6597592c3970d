import torch


def images_to_batch(images):
    scaled = images.astype("float32") / 16.0
    return torch.from_numpy(scaled).reshape(-1, 1, 8, 8)
