"""logits_flag with the activation in a layer of its own, and losses given by name where that is right."""

import keras
from keras import layers


def digit_classifier():
    model = keras.Sequential()
    model.add(keras.Input((64,)))
    model.add(layers.Dense(32, activation="relu"))
    model.add(layers.Dense(10))
    model.add(layers.Softmax())
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def large_digit_classifier():
    inputs = keras.Input((64,))
    hidden = layers.Dense(32, activation="relu")(inputs)
    model = keras.Model(inputs, layers.Dense(1)(hidden))
    model.compile(
        keras.optimizers.Adam(0.01),
        keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=[keras.metrics.BinaryAccuracy("accuracy", threshold=0)],
    )
    return model
