# status: invalid
# says: ZeroDivisionError
scale = 1 / 0


def double(x):
    return x + 1.5
