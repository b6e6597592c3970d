import numpy as np
import torch


def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    error = predict(X, w, b).numpy() - y.numpy()
    return torch.tensor(np.mean(error**2) + strength * (w.numpy() ** 2).sum())
