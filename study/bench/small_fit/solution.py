"""A model of two layers, trained for one epoch."""

import keras


def train(x, y):
    """Return the losses of one epoch."""
    model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse")
    return model.fit(x, y, batch_size=16, epochs=1, verbose=0).history["loss"]
