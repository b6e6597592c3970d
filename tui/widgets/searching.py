"""A quiet line while the verdict stands and the grader still looks for a known mistake behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.widgets import Static

from tui.language import tr

if TYPE_CHECKING:
    from textual.timer import Timer

AFTER: Final = 0.3
"""Seconds that a search may take without a word: most are over sooner, and a line that flashes up disturbs."""
_FRAME: Final = 0.4
_FRAMES: Final = ("·  ", "·· ", "···")


class Searching(Static):
    """Hidden unless something is searched for, and for some time by now."""

    DEFAULT_CSS = """
    Searching { height: 1; padding: 0 1; display: none; color: $text-muted; text-style: italic; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._timer: Timer | None = None
        self._frame = 0

    def show(self, searching: bool) -> None:
        """Begin to say it soon, or end."""
        if searching == (self._timer is not None):
            return
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(AFTER, self._begin) if searching else None
        self.display = False

    def retranslate(self) -> None:
        """Say it in the language now spoken."""
        self.update(f"{_FRAMES[self._frame]} {tr('exercise.status.searching')}")

    def _begin(self) -> None:
        self._frame = len(_FRAMES) - 1
        self.retranslate()
        self.display = True
        if self.app.animation_level != "none":
            self._timer = self.set_interval(_FRAME, self._next)

    def _next(self) -> None:
        self._frame = (self._frame + 1) % len(_FRAMES)
        self.retranslate()
