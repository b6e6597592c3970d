"""The exponential of a large logit is inf."""

import numpy as np


def predict_all(model, x):
    powers = np.exp(model.predict(x, verbose=0))
    return powers / powers.sum(axis=1, keepdims=True)
