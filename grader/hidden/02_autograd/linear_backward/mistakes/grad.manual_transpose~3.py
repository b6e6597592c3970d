def linear_backward(X, W, b, Y):
    error = X @ W + b - Y
    G = 2 * error / error.numel()
    return W @ G.T, X.T @ G, G.sum(0)
