"""The one thing to press on home."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Button

from tui.keys import bound

if TYPE_CHECKING:
    from textual.binding import BindingType


class ContinueButton(Button):
    """A button as wide as the screen, its words on the left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("enter,space", "press", "home.press"),
        bound("down", "app.focus_next", "home.down"),
    ]

    DEFAULT_CSS = """
    ContinueButton {
        width: 1fr; height: 3; border: tall $panel; background: $panel; color: $text; padding: 0 1;
        content-align: left middle; text-align: left; text-style: bold;
    }
    ContinueButton:hover { background: $boost; }
    ContinueButton:focus { background: $primary-muted; border: tall $primary; text-style: bold !important; }
    """
