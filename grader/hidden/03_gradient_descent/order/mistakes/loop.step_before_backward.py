"""step() runs before there are gradients."""


def train_step(model, optimizer, loss_fn, x, y):
    optimizer.zero_grad()
    prediction = model(x)
    loss = loss_fn(prediction, y)
    optimizer.step()
    loss.backward()
    return loss.item()
