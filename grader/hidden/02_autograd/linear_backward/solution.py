"""Reference answer: the gradient at the layer's output, then one product for each input."""


def linear_backward(X, W, b, Y):
    output = X @ W + b
    G = 2 * (output - Y) / output.numel()
    return G @ W.T, X.T @ G, G.sum(0)
