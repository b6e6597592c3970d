"""Takes the micro-batches out of the caller's list."""


def train(model, optimizer, loss_fn, batches, k):
    while batches:
        group = [batches.pop(0) for _ in range(min(k, len(batches)))]
        samples = sum(len(x) for x, _ in group)
        optimizer.zero_grad()
        for x, y in group:
            loss = loss_fn(model(x), y) * len(x) / samples
            loss.backward()
        optimizer.step()
