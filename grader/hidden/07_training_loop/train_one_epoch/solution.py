"""train_one_epoch: every batch of the loader once, and the mean loss."""


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    """Train `model` on every batch of `loader` once; return the mean loss per sample as a float."""
    model.train()
    total = 0.0
    samples = 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        samples += len(y)
    return total / samples
