"""model.zero_grad() clears the same tensors."""


def train(model, optimizer, loss_fn, batches):
    losses = []
    for x, y in batches:
        model.zero_grad()
        prediction = model(x)
        loss = loss_fn(prediction, y)
        losses += [loss.item()]
        loss.backward()
        optimizer.step()
    return losses
