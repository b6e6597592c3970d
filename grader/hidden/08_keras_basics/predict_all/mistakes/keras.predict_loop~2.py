"""The model is called once for each row."""

import keras
import numpy as np


def predict_all(model, x):
    rows = [keras.ops.convert_to_numpy(keras.ops.softmax(model(row[None])))[0] for row in x]
    return np.stack(rows)
