"""Trouble that a learner or an author is told about: an exception that carries its sentence in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.text import say

if TYPE_CHECKING:
    from grader.text import Text


class Trouble(Exception):
    """Something went wrong that a person can mend. `sentence` says what happened, where, and what to do."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(say(sentence, "en"))
        self.sentence = sentence
