"""Reads y through .data, which cuts nothing: y asks for no gradient."""


def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    error = predict(X, w, b) - y.data
    return error.dot(error) / len(y) + strength * w.pow(2).sum()
