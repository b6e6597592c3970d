"""The images are laid out as rows of numbers."""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total = 0.0
    right = 0
    samples = 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            scores = model(x.flatten(1))
            total += loss_fn(scores, y).item() * len(y)
            right += (scores.argmax(dim=1) == y).sum().item()
            samples += len(y)
    model.train(was_training)
    return total / samples, right / samples
