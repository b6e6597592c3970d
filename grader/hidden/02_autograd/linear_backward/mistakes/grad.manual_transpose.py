def linear_backward(X, W, b, Y):
    error = X @ W + b - Y
    G = 2 * error / error.numel()
    return G @ W.T, G.T @ X, G.sum(0)
