"""predict_all: right answers, one row at a time."""

import keras
import numpy as np


def predict_all(model, x):
    """Return the probabilities of all classes for all rows.

    model: a Keras model that answers with logits; it may contain Dropout.
    x: float32 (N, features), NumPy.
    Returns a NumPy array, float32 (N, classes), whose rows sum to 1.
    """
    rows = []
    for row in x:
        logits = model.predict(row[None], verbose=0)
        rows.append(keras.ops.convert_to_numpy(keras.ops.softmax(logits))[0])
    return np.stack(rows)
