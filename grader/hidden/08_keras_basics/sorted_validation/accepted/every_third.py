"""sorted_validation with every third row."""

import numpy as np


def train(model, x, y, epochs):
    held_out = np.arange(len(x)) % 3 == 0
    model.fit(x[~held_out], y[~held_out], epochs=epochs, validation_data=(x[held_out], y[held_out]), verbose=0)
    return model.history.history
