"""Gradient mode switched off and on around the loop; the dataset's length as divisor."""

import torch


def evaluate(model, loader, loss_fn, device):
    training = model.training
    model.eval()
    loss_sum, correct = 0.0, 0
    with torch.set_grad_enabled(False):
        for x, y in loader:
            x = x.to(device=device)
            y = y.to(device=device)
            output = model(x)
            loss_sum += loss_fn(output, y).item() * x.size(0)
            correct += (torch.softmax(output, 1).argmax(1) == y).sum().item()
    if training:
        model.train()
    return loss_sum / len(loader.dataset), correct / len(loader.dataset)
