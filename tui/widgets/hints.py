"""A hint that was taken, and the line from which the next one, the solution and a fresh start are taken by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tui.language import tr
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult


class HintCard(Vertical):
    """One hint; `number` counts from 1."""

    DEFAULT_CSS = """
    HintCard { height: auto; margin: 1 1 0 1; border-left: thick $accent; padding: 0 0 0 1; }
    HintCard > Static { color: $text-accent; text-style: bold; }
    HintCard > Prose { padding: 0; margin: 0; }
    HintCard > Prose > MarkdownBlock:last-child { margin-bottom: 0; }
    """

    def __init__(self, number: int, total: int, text: str) -> None:
        super().__init__()
        self._place = (number, total)
        self._text = text

    def compose(self) -> ComposeResult:
        """Yield the heading and the hint."""
        yield Static(self._heading())
        yield Prose(self._text)

    def retranslate(self) -> None:
        """Say the heading again; the hint itself is given anew by who knows it."""
        self.query_one(Static).update(self._heading())

    def _heading(self) -> str:
        number, total = self._place
        return tr("exercise.hint.count", shown=number, total=total)


class HintBar(Horizontal):
    """What can be clicked under the task."""

    DEFAULT_CSS = """
    HintBar { height: 1; background: $panel; }
    HintBar > Static { width: auto; padding: 0 1; &:hover { background: $boost; } }
    """

    def __init__(self) -> None:
        super().__init__()
        self._count = (0, 3)

    def compose(self) -> ComposeResult:
        """Yield the three actions."""
        yield Static(id="hint-next")
        yield Static(id="hint-solution")
        yield Static(id="hint-reset")

    def on_mount(self) -> None:
        """Write the words."""
        self.retranslate()

    def show(self, shown: int, total: int) -> None:
        """Count the hints."""
        self._count = (shown, total)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the words in the language now spoken."""
        shown, total = self._count
        if shown < total:
            hint = _action("take_hint", tr("exercise.hint.more", next=shown + 1, total=total), "F4")
        else:
            hint = Content.styled(tr("exercise.hint.all", total=total), "$text-muted")
        actions = {
            "hint": (hint, tr("exercise.hint.tip")),
            "solution": (_action("solution", tr("exercise.hint.solution"), "F9"), tr("exercise.hint.solution_tip")),
            "reset": (_action("reset", tr("exercise.hint.reset"), "F12"), tr("exercise.hint.reset_tip")),
        }
        for name, (words, tip) in actions.items():
            part = self.query_one("#hint-next" if name == "hint" else f"#hint-{name}", Static)
            part.update(words)
            part.tooltip = tip


def _action(action: str, words: str, key: str) -> Content:
    return Content.from_markup(f"[@click=screen.{action}]$words[/] [dim]{key}[/]", words=words)
