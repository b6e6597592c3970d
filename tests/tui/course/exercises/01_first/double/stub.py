"""double: twice a number."""


def double(x):
    """Return twice x, a number."""
    # TODO: multiply.
    raise NotImplementedError("return twice x")
