"""sorted_validation: the flowers are sorted by species, and val_accuracy stays at 0."""


def train(model, x, y, epochs):
    """Train on two thirds of the rows, validate on the other third; return the dict of the History.

    model: a compiled Keras model.
    x: float32 (N, features). y: class numbers, int64 (N,), sorted: 0, 0, ..., 1, 1, ..., 2, 2, ...
    """
    history = model.fit(x, y, epochs=epochs, validation_split=1 / 3, verbose=0)
    return history.history
