"""Sums over samples first and divides the gradients before the step."""


def train(model, optimizer, loss_fn, batches, k):
    samples = 0
    optimizer.zero_grad()
    for number, (x, y) in enumerate(batches, start=1):
        (loss_fn(model(x), y) * len(x)).backward()
        samples += len(x)
        if number % k == 0 or number == len(batches):
            for parameter in model.parameters():
                parameter.grad /= samples
            optimizer.step()
            optimizer.zero_grad()
            samples = 0
