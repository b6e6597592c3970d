"""The answer of a call carries gradients."""

import keras


def predict_all(model, x):
    return keras.ops.softmax(model(x)).numpy()
