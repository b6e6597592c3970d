import torch


def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    error = predict(X, w, b) - y
    loss = (error**2).mean() + strength * (w**2).sum()
    loss.backward()
    return loss
