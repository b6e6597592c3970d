import numpy as np
import torch


def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    error = np.array(predict(X, w, b)) - np.array(y)
    return torch.tensor(np.mean(error**2) + strength * (np.array(w) ** 2).sum())
