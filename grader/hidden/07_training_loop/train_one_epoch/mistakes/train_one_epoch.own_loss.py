"""It always computes cross entropy, whatever it was given."""

from torch import nn


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total = 0.0
    samples = 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        samples += len(y)
    return total / samples
