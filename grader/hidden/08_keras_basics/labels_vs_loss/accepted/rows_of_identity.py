"""labels_vs_loss with rows of the identity matrix and objects instead of names."""

import keras
import numpy as np


def labels_for(y):
    return np.eye(10, dtype="float32")[y]


def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
    )
