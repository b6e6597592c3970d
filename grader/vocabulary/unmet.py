"""An expectation that does not hold, with all that is needed to talk about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.text import Text


@dataclass
class Unmet(Exception):
    """Raised by `expect`. Derives from Exception, yet carries data, not prose.

    failure: kind of failure, such as ``value.shape``; two submissions that behave alike have the same.
    text: the sentence, filled in. expected, actual: facts to show side by side.
    seen: what the expectation was given, as JSON data; what mistakes are recognised by.
    means: key of the mistake when this failure can mean one thing only.
    """

    failure: str
    text: Text
    expected: Mapping[str, str] = field(default_factory=dict)
    actual: Mapping[str, str] = field(default_factory=dict)
    seen: Any = None
    means: str | None = None

    def __str__(self) -> str:
        return self.text.get("en", self.failure)
