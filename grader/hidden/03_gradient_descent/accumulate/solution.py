"""accumulate: the steps of big batches from small ones."""


def train(model, optimizer, loss_fn, batches, k):
    """Train once over the batches; every k of them make one step."""
    for first in range(0, len(batches), k):
        group = batches[first : first + k]
        samples = sum(len(x) for x, _ in group)
        optimizer.zero_grad()
        for x, y in group:
            loss = loss_fn(model(x), y) * len(x) / samples
            loss.backward()
        optimizer.step()
