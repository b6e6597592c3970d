"""The step computes its gradients itself, in a closure."""


def train_one_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total = 0.0
    samples = 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)

        def closure(x=x, y=y):
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            return loss

        total += optimizer.step(closure).item() * len(y)
        samples += len(y)
    return total / samples
