def linear_backward(X, W, b, Y):
    m = X.shape[0]
    G = (X @ W + b - Y) / m
    return G @ W.T, X.T @ G, G.sum(0)
