"""Mean losses and accuracies of the batches are averaged."""

import torch


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    total = 0.0
    right = 0.0
    with torch.inference_mode():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            scores = model(x)
            total += loss_fn(scores, y).item()
            right += (scores.argmax(dim=1) == y).float().mean().item()
    model.train(was_training)
    return total / len(loader), right / len(loader)
