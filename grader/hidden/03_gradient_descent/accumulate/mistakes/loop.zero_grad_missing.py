"""Never clears between groups."""


def train(model, optimizer, loss_fn, batches, k):
    for first in range(0, len(batches), k):
        group = batches[first : first + k]
        samples = sum(len(x) for x, _ in group)

        for x, y in group:
            loss = loss_fn(model(x), y) * len(x) / samples
            loss.backward()
        optimizer.step()
