"""The editor with what belongs to it: its search line, and a word about a file that cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widgets import Static

from tui.widgets.editor import CodeEditor
from tui.widgets.find_bar import FindBar
from tui.widgets.styled_alone import StyledAlone

if TYPE_CHECKING:
    from textual.app import ComposeResult


class EditorPane(StyledAlone, Vertical):
    """`editor` holds the code. `broken` says whether there is a file that cannot be shown."""

    DEFAULT_CSS = """
    EditorPane > .problem { display: none; padding: 1 2; color: $text-error; height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__(id="editor")
        self.editor = CodeEditor(id="code")
        self.broken = False

    def compose(self) -> ComposeResult:
        """Yield the editor, the line to search with, and the place for a problem."""
        yield self.editor
        yield Static(classes="problem", markup=False)
        yield FindBar()

    def show_problem(self, sentence: str) -> None:
        """Say why the file cannot be shown; an empty sentence gives the editor back."""
        self.broken = bool(sentence)
        problem = self.query_one(".problem", Static)
        self.editor.display = not self.broken
        problem.display = self.broken
        problem.update(sentence)

    def find(self) -> None:
        """Open the search with the selected word."""
        selected = self.editor.selected_text
        self.query_one(FindBar).open(selected if "\n" not in selected else "")

    def ask_line(self) -> None:
        """Ask for the number of a line to go to."""
        self.query_one(FindBar).open(line=True)

    @on(FindBar.Sought)
    def _seek(self, event: FindBar.Sought) -> None:
        event.stop()
        editor, bar = self.editor, self.query_one(FindBar)
        places = editor.places_of(event.needle)
        if not places:
            bar.show_count(0, 0)
            return
        here = min(editor.selection.start, editor.selection.end)
        if event.step < 0:
            before = [index for index, place in enumerate(places) if place < here]
            chosen = before[-1] if before else len(places) - 1
        else:
            ahead = [index for index, place in enumerate(places) if place > here or (event.step == 0 and place == here)]
            chosen = ahead[0] if ahead else 0
        editor.select_place(places[chosen], len(event.needle))
        bar.show_count(chosen + 1, len(places))

    @on(FindBar.LineChosen)
    def _go(self, event: FindBar.LineChosen) -> None:
        event.stop()
        self.editor.go_to_line(event.number)

    @on(FindBar.Closed)
    def _close(self, event: FindBar.Closed) -> None:
        event.stop()
        self.editor.focus()
