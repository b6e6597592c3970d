"""Steps after every micro-batch."""


def train(model, optimizer, loss_fn, batches, k):
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
