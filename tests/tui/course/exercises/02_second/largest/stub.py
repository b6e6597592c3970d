"""largest: the largest of some numbers."""


def largest(numbers):
    """Return the largest number of a list."""
    return numbers[0]
