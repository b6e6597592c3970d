"""add_up, the last one only."""


def add_up(numbers):
    return numbers[-1]
