"""order: the lines of a training step, shuffled."""


def train_step(model, optimizer, loss_fn, x, y):
    """Do one training step on one batch.

    model: an nn.Module. optimizer: holds its parameters.
    loss_fn: loss_fn(prediction, y) is a tensor with one number.
    Returns a float: the loss before the update.
    """
    optimizer.step()
    prediction = model(x)
    loss = loss_fn(prediction, y)
    loss.backward()
    optimizer.zero_grad()
    return loss.item()
