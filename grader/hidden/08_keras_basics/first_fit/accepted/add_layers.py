"""first_fit with layers added one by one, called once to build, and the accuracy counted by hand."""

import keras
import numpy as np
from keras import layers


def build():
    model = keras.Sequential()
    model.add(layers.Dense(64, activation="relu"))
    model.add(layers.Dense(10))
    model.build((None, 64))
    return model


def train(model, x, y, x_val, y_val, epochs):
    def loss(true, logits):
        return keras.losses.sparse_categorical_crossentropy(true, logits, from_logits=True)

    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss=loss,
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    model.fit(x, y, batch_size=64, epochs=epochs, validation_data=(x_val, y_val), verbose=0)
    return model.history.history


def score(model, x, y):
    return float(np.mean(model.predict(x, verbose=0).argmax(axis=1) == y))
