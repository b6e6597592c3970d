def linear_backward(X, W, b, Y):
    m = X.shape[0]
    G = 2 / m * (X @ W + b - Y)
    return G @ W.T, X.T @ G, G.sum(0)
