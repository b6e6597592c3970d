"""Steps for the last group after the loop, whether or not one is left, on gradients of zero."""


def train(model, optimizer, loss_fn, batches, k):
    samples = [sum(len(x) for x, _ in batches[first : first + k]) for first in range(0, len(batches), k)]
    optimizer.zero_grad(set_to_none=False)
    for number, (x, y) in enumerate(batches):
        loss = loss_fn(model(x), y) * len(x) / samples[number // k]
        loss.backward()
        if (number + 1) % k == 0:
            optimizer.step()
            optimizer.zero_grad(set_to_none=False)
    optimizer.step()
    optimizer.zero_grad()
