"""largest, solved."""


def largest(numbers):
    return max(numbers)
