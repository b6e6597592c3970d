"""zero_grad once, before the loop."""


def train(model, optimizer, loss_fn, batches):
    losses = []
    optimizer.zero_grad()
    for x, y in batches:
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
