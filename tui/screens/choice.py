"""A question with several answers, in front of a screen; where two texts are at stake, with their difference."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from tui.keys import bound
from tui.language import tr
from tui.screens.speaking import Speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `title` and `body` are keys of strings, `values` fill the body.

    answers: id and key of each button; Esc gives `safe`.
    sudden: the question comes while the learner types, so that the keys go to the safe answer first, else to the first.
    texts: the two to compare, theirs and one's own. difference: key of the sentence over the comparison.
    """

    title: str
    body: str
    answers: tuple[tuple[str, str], ...]
    safe: str
    sudden: bool = False
    values: Mapping[str, object] = field(default_factory=dict)
    texts: tuple[str, str] | None = None
    difference: str = ""


class Choice(Speaking, ModalScreen[str]):
    """Dismissed with the id of an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("right,down", "other_button(1)", "exercise.other_button", show=False),
        bound("left,up", "other_button(-1)", "exercise.other_button_back", show=False),
        bound("d", "look", "exercise.look", show=False),
        bound("escape", "stay", "exercise.close"),
    ]

    DEFAULT_CSS = """
    Choice { align: center middle; }
    Choice > Vertical { width: 72; max-width: 96%; height: auto; max-height: 96%; padding: 1 2;
        border: round $accent; background: $surface; }
    Choice #title { text-style: bold; color: $text-accent; margin-bottom: 1; }
    Choice #body { margin-bottom: 1; }
    Choice #difference { display: none; height: auto; max-height: 25vh; margin-bottom: 1; background: $boost; }
    Choice #difference-words { display: none; color: $text-muted; }
    Choice.-looking #difference, Choice.-looking #difference-words { display: block; }
    Choice Horizontal { height: auto; align-horizontal: right; }
    Choice Button { margin-left: 1; min-width: 10; }
    """

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """Yield what is asked, the difference, and the buttons."""
        with Vertical():
            yield Static(id="title", markup=False)
            yield Static(id="body", markup=False)
            yield Static(id="difference-words", markup=False)
            with VerticalScroll(id="difference", can_focus=False):
                yield Static(self._difference())
            with Horizontal():
                if self.question.texts is not None:
                    yield Button(id="look")
                for answer, _ in self.question.answers:
                    yield Button(id=answer, variant="primary" if answer == self.question.answers[0][0] else "default")

    def on_mount(self) -> None:
        """Write the words, and put the keys on the first answer."""
        self.retranslate()
        first = self.question.safe if self.question.sudden else self.question.answers[0][0]
        self.query_one(f"#{first}", Button).focus()

    def retranslate(self) -> None:
        """Write the words in the language now spoken."""
        asked = self.question
        self.query_one("#title", Static).update(tr(asked.title))
        self.query_one("#body", Static).update(tr(asked.body, **asked.values))
        if asked.texts is not None:
            self.query_one("#look", Button).label = tr("exercise.conflict.look")
            self.query_one("#difference-words", Static).update(tr(asked.difference))
        for answer, words in asked.answers:
            self.query_one(f"#{answer}", Button).label = tr(words)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer, or show the difference."""
        if event.button.id == "look":
            self.action_look()
        else:
            self.dismiss(event.button.id)

    def action_look(self) -> None:
        """Show or hide the difference of the two texts."""
        if self.question.texts is not None:
            self.toggle_class("-looking")

    def action_stay(self) -> None:
        """Give the answer that changes nothing."""
        self.dismiss(self.question.safe)

    def action_other_button(self, step: int) -> None:
        """Move to the next button, or to the one before."""
        (self.focus_next if step > 0 else self.focus_previous)(Button)

    def _difference(self) -> Content:
        theirs, mine = self.question.texts or ("", "")
        lines = list(difflib.unified_diff(theirs.splitlines(), mine.splitlines(), lineterm="", n=1))[2:]
        styles = {"+": "$text-success", "-": "$text-error", "@": "$text-muted"}
        return Content("\n").join(Content.styled(line, styles.get(line[:1], "")) for line in lines)
