"""Two shuffles in place, each with an order of its own."""

import numpy as np


def train(model, x, y, epochs):
    np.random.shuffle(x)
    np.random.shuffle(y)
    return model.fit(x, y, epochs=epochs, validation_split=1 / 3, verbose=0).history
