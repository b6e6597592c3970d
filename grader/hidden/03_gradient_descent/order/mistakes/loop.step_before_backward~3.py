"""The lines as the stub has them."""


def train_step(model, optimizer, loss_fn, x, y):
    optimizer.step()
    prediction = model(x)
    loss = loss_fn(prediction, y)
    loss.backward()
    optimizer.zero_grad()
    return loss.item()
