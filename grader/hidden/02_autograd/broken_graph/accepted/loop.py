import torch


def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    total = 0.0
    for prediction, target in zip(predict(X, w, b), y, strict=True):
        total = total + (prediction - target.item()) ** 2
    penalty = (w**2).sum()
    return total / len(y) + strength * penalty
