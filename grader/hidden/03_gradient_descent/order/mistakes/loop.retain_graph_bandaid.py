"""backward() is told to keep the graph."""


def train_step(model, optimizer, loss_fn, x, y):
    optimizer.zero_grad()
    prediction = model(x)
    loss = loss_fn(prediction, y)
    loss.backward(retain_graph=True)
    optimizer.step()
    return loss.item()
