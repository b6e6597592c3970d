"""A set-up that cannot go on, as a sentence for the learner."""

from __future__ import annotations


class SetupError(Exception):
    """What happened and what to do about it.

    key: the sentence under ``[failure]`` of the strings. values: what is filled into it.
    """

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
