"""Gradients cleared by hand after each step; the sum stays a tensor on the device until the end."""

import torch


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, samples = torch.zeros((), device=device), 0
    for batch in loader:
        images, labels = (part.to(device) for part in batch)
        scores = model(images)
        loss = loss_fn(scores, labels)
        loss.backward()
        optimizer.step()
        for parameter in model.parameters():
            parameter.grad = None
        total += loss.detach() * labels.size(0)
        samples += labels.size(0)
    return (total / samples).item()
