"""logits_flag: two classifiers that train, and whose numbers are wrong."""

import keras
from keras import layers


def digit_classifier():
    """Return a compiled model: 64 numbers -> 10 classes. Labels: class numbers, (N,)."""
    model = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


def large_digit_classifier():
    """Return a compiled model: 64 numbers -> is the digit 5 or more? Labels: 0.0 or 1.0, (N, 1)."""
    model = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(32, activation="relu"),
            layers.Dense(1),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model
