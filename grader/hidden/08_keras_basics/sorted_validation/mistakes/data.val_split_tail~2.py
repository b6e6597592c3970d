"""Turned round, the last rows are of one class all the same."""


def train(model, x, y, epochs):
    history = model.fit(x[::-1].copy(), y[::-1].copy(), epochs=epochs, validation_split=1 / 3, verbose=0)
    return history.history
