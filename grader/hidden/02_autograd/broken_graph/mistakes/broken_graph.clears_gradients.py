def predict(X, w, b):
    return X @ w + b


def loss_of(X, y, w, b, strength):
    w.grad = None
    b.grad = None
    error = predict(X, w, b) - y
    return (error**2).mean() + strength * (w**2).sum()
