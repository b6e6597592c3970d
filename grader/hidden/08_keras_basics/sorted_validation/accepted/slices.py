"""sorted_validation with shuffled row numbers, cut by hand."""

import numpy as np


def train(model, x, y, epochs):
    rows = np.arange(len(x))
    np.random.shuffle(rows)
    cut = len(rows) // 3
    val, rest = rows[:cut], rows[cut:]
    return model.fit(x[rest], y[rest], epochs=epochs, validation_data=(x[val], y[val]), verbose=0).history
