"""The last layer of the caller's model gets a softmax."""

import keras


def predict_all(model, x):
    model.layers[-1].activation = keras.activations.softmax
    return model.predict(x, verbose=0)
