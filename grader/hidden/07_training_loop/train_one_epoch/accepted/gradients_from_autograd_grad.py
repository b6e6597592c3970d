"""The gradients are asked of torch.autograd.grad and handed to the optimizer."""

import torch


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    total, samples = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
            parameter.grad = gradient
        optimizer.step()
        total += loss.item() * len(y)
        samples += len(y)
    return total / samples
