"""The device is ignored."""


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total = 0.0
    samples = 0
    for x, y in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        samples += len(y)
    return total / samples
