"""Only the images are moved."""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total = 0.0
    right = 0
    samples = 0
    with torch.inference_mode():
        for x, y in loader:
            x = x.to(device)
            scores = model(x)
            total += loss_fn(scores, y).item() * len(y)
            right += (scores.argmax(dim=1) == y).sum().item()
            samples += len(y)
    model.train(was_training)
    return total / samples, right / samples
