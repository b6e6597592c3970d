"""zero_grad_step: a training loop from a blog post. One line is missing."""


def train(model, optimizer, loss_fn, batches):
    """Train the model on each batch once.

    model: an nn.Module. optimizer: holds its parameters.
    loss_fn: loss_fn(prediction, y) is a tensor with one number.
    batches: a list of pairs (x, y).
    Returns a list of floats: the loss of each batch, before its update.
    """
    losses = []
    for x, y in batches:
        prediction = model(x)
        loss = loss_fn(prediction, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
