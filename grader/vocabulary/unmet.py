"""An expectation that does not hold, with all that is needed to talk about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.text import Text
from grader.vocabulary.surroundings import Places


@dataclass
class Unmet(Exception):
    """Raised by `expect`. Derives from Exception, yet carries data, not prose.

    failure: kind of failure, such as ``value.shape``; two submissions that behave alike have the same.
    text: the sentence, filled in: what is the case, and nothing that is guessed.
    expected, actual: facts to show side by side.
    seen: what the expectation was given, as JSON data; what mistakes are recognised by.
    means: key of the mistake when this failure can mean one thing only.
    often: what such a failure often comes from; said only where no mistake is recognised, so that it never contradicts.
    result: whether it is about what a function of the learner's returned, rather than about a value with a name.
    places: the lines that were running when it was noticed, where that was inside of the learner's code.
    """

    failure: str
    text: Text
    expected: Mapping[str, str] = field(default_factory=dict)
    actual: Mapping[str, str] = field(default_factory=dict)
    seen: Any = None
    means: str | None = None
    often: Text | None = None
    result: bool = False
    places: Places = ()

    def __str__(self) -> str:
        return self.text.get("en", self.failure)
