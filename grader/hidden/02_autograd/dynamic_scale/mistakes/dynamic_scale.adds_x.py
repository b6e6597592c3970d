def dynamic_scale(x):
    y = x
    while y.norm() < 100:
        y = y + x
    return y


def two_or_five(x):
    return 2 * x if x > 0 else 5 * x
