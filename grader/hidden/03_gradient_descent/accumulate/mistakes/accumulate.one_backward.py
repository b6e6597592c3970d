"""Adds the losses up and runs backward once: every graph stays in memory."""


def train(model, optimizer, loss_fn, batches, k):
    for first in range(0, len(batches), k):
        group = batches[first : first + k]
        samples = sum(len(x) for x, _ in group)

        optimizer.zero_grad()
        total = 0
        for x, y in group:
            total = total + loss_fn(model(x), y) * len(x) / samples
        total.backward()
        optimizer.step()
