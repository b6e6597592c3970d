"""Shuffles the caller's arrays in place with the same random state."""

import numpy as np


def train(model, x, y, epochs):
    state = np.random.get_state()
    np.random.shuffle(x)
    np.random.set_state(state)
    np.random.shuffle(y)
    return model.fit(x, y, epochs=epochs, validation_split=1 / 3, verbose=0).history
