"""The mark of a check. The grader reads title and family from the source; at run time the mark changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., None])


def check(*, en: str, ko: str, family: str | None = None) -> Callable[[Function], Function]:
    """Name a check in both languages: what holds, in the present tense. `family` runs it with other frameworks."""
    del en, ko, family

    def mark(function: Function) -> Function:
        return function

    return mark
