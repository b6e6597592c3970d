"""Adds the gradients of k means without scaling."""


def train(model, optimizer, loss_fn, batches, k):
    optimizer.zero_grad()
    for number, (x, y) in enumerate(batches, start=1):
        loss = loss_fn(model(x), y)
        loss.backward()
        if number % k == 0 or number == len(batches):
            optimizer.step()
            optimizer.zero_grad()
