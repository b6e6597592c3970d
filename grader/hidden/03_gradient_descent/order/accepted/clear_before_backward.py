"""Clears between the forward pass and backward()."""


def train_step(model, optimizer, loss_fn, x, y):
    loss = loss_fn(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    value = float(loss.detach())
    optimizer.step()
    return value
