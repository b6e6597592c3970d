"""A line under the editor to type what to look for, or the number of a line to go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui.keys import bound
from tui.language import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

LONGEST_NUMBER: Final = 9
"""Digits of the number of a line."""


class FindBar(Horizontal):
    """Says with messages what the learner looks for; who has the text answers with `show_count`."""

    @dataclass
    class Sought(Message):
        """The words to look for changed, or the next (`step` 1) or previous (-1) place is wanted; 0: the nearest."""

        needle: str
        step: int

    @dataclass
    class LineChosen(Message):
        """The line to go to was typed."""

        number: int

    class Closed(Message):
        """The learner is done."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; background: $panel; &.-open { display: block; } }
    FindBar > Static { width: auto; padding: 0 1; color: $text-muted; }
    FindBar > Input { width: 1fr; height: 1; border: none; padding: 0; background: $boost; }
    FindBar > Input:focus { border: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("escape", "close", "exercise.find_close"),
        bound("down", "step(1)", "exercise.find_next"),
        bound("up", "step(-1)", "exercise.find_previous"),
    ]

    def __init__(self) -> None:
        super().__init__(id="find")
        self._line_wanted = False

    def compose(self) -> ComposeResult:
        """Yield the name of the field, the field and what was found."""
        yield Static(id="find-label")
        yield Input(id="find-text", compact=True)
        yield Static(id="find-count")

    def open(self, needle: str = "", *, line: bool = False) -> None:
        """Show the bar for a word, or for the number of a line."""
        self._line_wanted = line
        self.add_class("-open")
        self.retranslate()
        self.query_one("#find-count", Static).update("")
        field = self.query_one(Input)
        field.type = "integer" if line else "text"
        field.max_length = LONGEST_NUMBER if line else 0
        field.value = "" if line else needle
        field.select_all()
        field.focus()

    def retranslate(self) -> None:
        """Say the name of the field in the language now spoken."""
        label = tr("exercise.find.line") if self._line_wanted else tr("exercise.find.word")
        self.query_one("#find-label", Static).update(label)

    def show_count(self, number: int, total: int) -> None:
        """Say which of how many places is selected; `number` counts from 1."""
        says = tr("exercise.find.count", number=number, total=total) if total else tr("exercise.find.none")
        self.query_one("#find-count", Static).update(says)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._line_wanted:
            return
        if event.value:
            self.post_message(self.Sought(event.value, 0))
        else:
            self.query_one("#find-count", Static).update("")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if not self._line_wanted:
            self.action_step(1)
        elif event.value.strip("-+"):
            self.post_message(self.LineChosen(int(event.value)))
            self.action_close()

    def action_step(self, step: int) -> None:
        """Ask for the next or the previous place."""
        if not self._line_wanted and (needle := self.query_one(Input).value):
            self.post_message(self.Sought(needle, step))

    def action_close(self) -> None:
        """Hide the bar."""
        self.remove_class("-open")
        self.post_message(self.Closed())
