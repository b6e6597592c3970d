"""A softmax layer is added to the caller's model."""

import keras


def predict_all(model, x):
    model.add(keras.layers.Softmax())
    return model.predict(x, verbose=0)
