def linear_backward(X, W, b, Y):
    G = X @ W + b - Y
    return G @ W.T, X.T @ G, G.sum(0)
