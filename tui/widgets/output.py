"""What the learner's code printed, as a terminal would leave it on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Vertical
from textual.widgets import Static

from grader.printable import on_paper
from tui.language import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult

SHOWN_LINES: Final = 200


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
