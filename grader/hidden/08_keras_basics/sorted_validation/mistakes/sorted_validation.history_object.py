"""sorted_validation: mix the rows, then split."""

import numpy as np


def train(model, x, y, epochs):
    """Train on two thirds of the rows, validate on the other third."""
    order = np.random.permutation(len(x))
    history = model.fit(x[order], y[order], epochs=epochs, validation_split=1 / 3, verbose=0)
    return history
