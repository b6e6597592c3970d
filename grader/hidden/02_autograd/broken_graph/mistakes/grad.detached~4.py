import torch


def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    error = X @ w + b.item() - y
    penalty = (w**2).sum()
    return (error**2).mean() + strength * penalty
