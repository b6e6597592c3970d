import torch
import torch.nn.functional as F


def predict(X, w, b):
    return torch.mv(X, w) + b


def loss_of(X, y, w, b, strength):
    loss = F.mse_loss(predict(X, w, b), y)
    loss += strength * w.dot(w)
    return loss
