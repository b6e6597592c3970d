"""What the learner's code printed, as a terminal would leave it on the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from textual.containers import Vertical
from textual.widgets import Static

from tui.language import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult

SHOWN_LINES: Final = 200
_ESCAPE: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_CONTROL: Final = re.compile(r"[\x00-\x07\x0b\x0c\x0e-\x1f\x7f]")


def on_paper(text: str) -> str:
    """Return the text without colours and cursor movements; a line drawn again and again (a progress bar) once."""
    lines = (_last_drawn(line) for line in _ESCAPE.sub("", text).replace("\r\n", "\n").split("\n"))
    return "\n".join(lines).expandtabs(8)


def _last_drawn(line: str) -> str:
    drawn = line.rstrip("\r").rpartition("\r")[2]
    if "\b" in drawn:
        head, _, tail = drawn.rpartition("\b")
        drawn = tail if tail.strip() else head.replace("\b", "")
    return _CONTROL.sub("", drawn)


class OutputBox(Vertical):
    """Hidden while nothing was printed; long output shows its end."""

    DEFAULT_CSS = """
    OutputBox { height: auto; margin: 1 1 0 1; display: none; }
    OutputBox.-printed { display: block; }
    OutputBox > .heading { color: $text-muted; text-style: bold; }
    OutputBox > .printed { background: $boost; padding: 0 1; }
    OutputBox > .note { color: $text-muted; text-style: italic; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._truncated = False

    def compose(self) -> ComposeResult:
        """Yield the heading, a note when not everything is there, and the text."""
        yield Static(classes="heading")
        yield Static(classes="note")
        yield Static(classes="printed", markup=False)

    def show(self, text: str, *, truncated: bool) -> None:
        """Show what was printed so far."""
        if (text, truncated) != (self._text, self._truncated):
            self._text, self._truncated = text, truncated
            self.retranslate()

    def retranslate(self) -> None:
        """Draw everything in the language now spoken."""
        lines = on_paper(self._text).rstrip("\n").split("\n")
        notes = [tr("exercise.output.truncated")] if self._truncated else []
        if len(lines) > SHOWN_LINES:
            lines = lines[-SHOWN_LINES:]
            notes.append(tr("exercise.output.cut", lines=SHOWN_LINES))
        self.set_class(bool(self._text.strip()), "-printed")
        self.query_one(".heading", Static).update(tr("exercise.output.title"))
        note = self.query_one(".note", Static)
        note.update(" ".join(notes))
        note.display = bool(notes)
        self.query_one(".printed", Static).update("\n".join(lines))
