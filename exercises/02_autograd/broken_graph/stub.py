"""broken_graph: a loss with the right value that teaches nothing. Repair it."""

import torch


def predict(X, w, b):
    """Return one prediction for each row of X (N, d): X @ w + b, shape (N,)."""
    return X @ w + b


def loss_of(X, y, w, b, strength):
    """Return mean((prediction - y)²) + strength * sum(w²), a tensor with one number.

    X: (N, d)  y: (N,)  w: (d,)  b: one number  strength: a Python float
    backward() on the result must reach w and b.
    """
    total = 0.0
    for prediction, target in zip(predict(X, w, b), y, strict=True):
        total += (prediction.item() - target.item()) ** 2
    penalty = (w**2).sum().item()
    return torch.tensor(total / len(y) + strength * penalty, requires_grad=True)


if __name__ == "__main__":
    X, y = torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([1.0, 2.0])
    w, b = torch.ones(2, requires_grad=True), torch.zeros((), requires_grad=True)
    loss = loss_of(X, y, w, b, strength=0.1)
    loss.backward()
    print(loss.item(), w.grad, b.grad)  # 14.7 is right. But what did w and b learn?
