import torch


def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    total = 0.0
    for prediction, target in zip(predict(X, w, b), y, strict=True):
        total += (prediction.item() - target.item()) ** 2
    penalty = (w**2).sum().item()
    loss = torch.tensor(total / len(y) + strength * penalty, dtype=X.dtype, device=X.device)
    loss.requires_grad_(True)
    return loss
