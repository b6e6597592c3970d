import torch


def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    predictions = predict(X, w, b).detach()
    penalty = (w**2).sum().item()
    return ((predictions - y) ** 2).mean() + strength * penalty
