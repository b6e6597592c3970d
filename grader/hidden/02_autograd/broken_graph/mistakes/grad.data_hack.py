import torch


def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    total = 0.0
    for prediction, target in zip(predict(X, w, b).data, y, strict=True):
        total += (prediction - target) ** 2
    penalty = (w.data**2).sum()
    loss = total / len(y) + strength * penalty
    return loss.requires_grad_(True)
