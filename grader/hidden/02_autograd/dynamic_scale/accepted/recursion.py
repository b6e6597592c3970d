def dynamic_scale(x):
    if (x**2).sum().sqrt() >= 100:
        return x
    return dynamic_scale(2 * x)


def two_or_five(x):
    factor = 5
    if x > 0:
        factor = 2
    return x * factor
