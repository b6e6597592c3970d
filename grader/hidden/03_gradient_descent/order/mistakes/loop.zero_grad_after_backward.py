"""Clears between backward() and step()."""


def train_step(model, optimizer, loss_fn, x, y):
    prediction = model(x)
    loss = loss_fn(prediction, y)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()
