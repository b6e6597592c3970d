"""Cleared between the loss and backward(); losses kept in lists; model.train(True)."""


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    model.train(True)
    losses, sizes = [], []
    for x, y in loader:
        x = x.to(device=device)
        y = y.to(device=device)
        loss = loss_fn(model(x), y)
        model.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item() * x.shape[0])
        sizes.append(x.shape[0])
    return sum(losses) / sum(sizes)
