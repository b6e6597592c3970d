"""add_up: the sum of numbers."""


def add_up(numbers):
    """Return the sum of a list of numbers."""
    # TODO: add them.
    raise NotImplementedError("return the sum")
