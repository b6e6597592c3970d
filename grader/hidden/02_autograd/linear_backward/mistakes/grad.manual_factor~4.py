def linear_backward(X, W, b, Y):
    error = X @ W + b - Y
    G = error / error.numel()
    return G @ W.T, X.T @ G, G.sum(0)
