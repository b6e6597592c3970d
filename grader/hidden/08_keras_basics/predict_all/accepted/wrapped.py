"""A new model around the old one, which stays as it is."""

import keras


def predict_all(model, x):
    return keras.Sequential([model, keras.layers.Softmax()]).predict(x, verbose=0)
