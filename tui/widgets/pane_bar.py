"""One line with the names of the panes, for screens too narrow to show them beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.language import tr
from tui.widgets.panes import PANES

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click


class PaneBar(Horizontal):
    """Shows which pane is open; `mark` puts a sign behind a name, such as a tick or "not saved"."""

    @dataclass
    class Chosen(Message):
        """The learner clicked a pane."""

        pane: str

    DEFAULT_CSS = """
    PaneBar { height: 1; background: $panel; }
    PaneBar > Static { width: auto; padding: 0 2; color: $text-muted; &:hover { background: $boost; } }
    PaneBar > Static.-open { background: $primary 40%; color: $text; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._marks = dict.fromkeys(PANES, Content(""))

    def compose(self) -> ComposeResult:
        """Yield the names."""
        for pane in PANES:
            yield Static(id=f"pane-{pane}")

    def on_mount(self) -> None:
        """Write the names."""
        self.retranslate()

    def show(self, pane: str) -> None:
        """Show which pane is open."""
        for name in PANES:
            self.query_one(f"#pane-{name}").set_class(name == pane, "-open")

    def mark(self, pane: str, sign: Content) -> None:
        """Put a sign behind the name of a pane; an empty one takes it away."""
        if not self._marks[pane].is_same(sign):
            self._marks[pane] = sign
            self.retranslate()

    def retranslate(self) -> None:
        """Write the names in the language now spoken."""
        for pane in PANES:
            name = self.query_one(f"#pane-{pane}", Static)
            sign = self._marks[pane]
            name.update(Content.assemble(tr(f"exercise.pane.{pane}"), " " if sign else "", sign))
            name.tooltip = tr("exercise.pane.tip")

    def on_click(self, event: Click) -> None:
        """Ask for the pane that was clicked."""
        name = "" if event.widget is None else (event.widget.id or "").removeprefix("pane-")
        if name in PANES:
            self.post_message(self.Chosen(name))
