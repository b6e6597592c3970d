def linear_backward(X, W, b, Y):
    error = X @ W - Y
    G = 2 * error / error.numel()
    return G @ W.T, X.T @ G, G.sum(0)
