# status: invalid
# says: divided by zero
scale = 1 / 0


def double(x):
    return x + 1.5
