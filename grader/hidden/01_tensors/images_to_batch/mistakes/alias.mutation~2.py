import torch


def images_to_batch(images):
    if images.dtype.kind != "f":
        images = images.astype("float32")
    pixels = torch.from_numpy(images).div_(16)
    return pixels.unsqueeze(1).float()
