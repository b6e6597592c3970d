import torch


def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    predictions = torch.tensor([p.item() for p in predict(X, w, b)], dtype=X.dtype, device=X.device)
    penalty = (w**2).sum()
    return ((predictions - y) ** 2).mean() + strength * penalty
