"""The step comes before backward()."""


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total = 0.0
    samples = 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        optimizer.step()
        loss.backward()
        total += loss.item() * len(y)
        samples += len(y)
    return total / samples
