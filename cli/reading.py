"""A line that says how much of a course was read, once somebody would begin to wonder."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

from cli.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE: Final = 0.2
"""Seconds that nobody wonders about."""
EVERY: Final = 0.1


class ReadingLine:
    """Told by `open_course` how far it is; silent off a terminal. `language`: asked once there is something to say."""

    def __init__(self, language: Callable[[], str]) -> None:
        self._language = language
        self._page: Page | None = None
        self._next = time.monotonic() + PATIENCE

    def __call__(self, done: int, total: int) -> None:
        """Say that `done` of `total` lessons were read."""
        now = time.monotonic()
        if now < self._next or not sys.stderr.isatty():
            return
        self._next = now + EVERY
        self._page = self._page or Page(self._language(), sys.stderr)
        self._page.passing(self._page.tr("course.reading", done=done, total=total))

    def clear(self) -> None:
        """Take the line away."""
        if self._page is not None:
            self._page.clear()
