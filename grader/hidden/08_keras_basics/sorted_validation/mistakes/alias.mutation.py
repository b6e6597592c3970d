"""Mixes the caller's arrays, the same way for both."""

import numpy as np


def train(model, x, y, epochs):
    order = np.random.permutation(len(x))
    x[:] = x[order]
    y[:] = y[order]
    return model.fit(x, y, epochs=epochs, validation_split=1 / 3, verbose=0).history
