"""It trains with loss_fn and reports cross entropy."""

from torch import nn


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total = 0.0
    samples = 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        scores = model(x)
        loss = loss_fn(scores, y)
        loss.backward()
        optimizer.step()
        total += nn.functional.cross_entropy(scores, y, reduction="sum").item()
        samples += len(y)
    return total / samples
