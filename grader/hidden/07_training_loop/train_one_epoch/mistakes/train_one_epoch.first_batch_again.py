"""Every round begins the loader anew."""


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total = 0.0
    samples = 0
    for _ in range(len(loader)):
        x, y = next(iter(loader))
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        samples += len(y)
    return total / samples
