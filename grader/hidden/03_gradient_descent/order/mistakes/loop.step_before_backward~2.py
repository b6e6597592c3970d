"""Each call steps with the gradient of the call before."""


def train_step(model, optimizer, loss_fn, x, y):
    prediction = model(x)
    loss = loss_fn(prediction, y)
    optimizer.step()
    optimizer.zero_grad()
    loss.backward()
    return loss.item()
