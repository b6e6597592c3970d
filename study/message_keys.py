"""The keys of the messages that a verdict of a course can carry."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from grader import mistake_key
from grader.messages import MessageError, catalogue, exercise_messages

if TYPE_CHECKING:
    from pathlib import Path


class MessageKeys:
    """Knows whether there is a message with a key. hidden: the folder of a course's checks.

    Files are read when a key is first asked for, names of mistakes before sentences: every start passes here.
    """

    def __init__(self, hidden: Path) -> None:
        self._hidden = hidden
        self._unreadable = False

    def __contains__(self, key: object) -> bool:
        return key in self._of_mistakes or key in self._shared or key in self._own or self._unreadable

    @cached_property
    def _of_mistakes(self) -> frozenset[str]:
        return frozenset(mistake_key(file) for file in self._found("*/*/mistakes/*.py"))

    @cached_property
    def _shared(self) -> frozenset[str]:
        try:
            return frozenset(catalogue())
        except MessageError:  # every verdict says so
            return frozenset()

    @cached_property
    def _own(self) -> frozenset[str]:
        keys: set[str] = set()
        for file in self._found("*/*/messages.toml"):
            try:
                keys |= exercise_messages(file.parent).keys()
            except MessageError:
                continue
        return frozenset(keys)

    def _found(self, pattern: str) -> tuple[Path, ...]:
        try:
            return tuple(self._hidden.glob(pattern))
        except OSError:  # the course reader says so of each exercise; that no key is known would be noise beside it
            self._unreadable = True
            return ()
