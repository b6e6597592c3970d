"""What follows a passed exercise: a short cheer, what to do next, and the text that says why it works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.language import tr
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

_SPARKS: Final = ("·  ·  ·", "✧  ·  ✧", "✦  ✧  ✦", "✧  ✦  ✧", "✦  ✧  ✦", "✧  ✦  ✧", "✦  ✧  ✦")
_FRAME: Final = 0.14


class Cheer(Static):
    """One line that sparkles for a second."""

    DEFAULT_CSS = """
    Cheer { text-align: center; color: $text-success; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._frame = len(_SPARKS) - 1
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Draw the line."""
        self.retranslate()

    def retranslate(self) -> None:
        """Draw the line in the language now spoken."""
        sparks = _SPARKS[self._frame]
        self.update(Content(f"{sparks}  {tr('exercise.passed.cheer')}  {sparks[::-1]}"))

    def sparkle(self) -> None:
        """Begin to sparkle, where animations are wanted."""
        if self.app.animation_level == "none":
            return
        if self._timer is not None:
            self._timer.stop()
        self._frame = 0
        self._timer = self.set_interval(_FRAME, self._next, repeat=len(_SPARKS) - 1)
        self.retranslate()

    def _next(self) -> None:
        self._frame = min(self._frame + 1, len(_SPARKS) - 1)
        self.retranslate()


class PassedBox(Vertical):
    """The cheer and the ways on; hidden until the exercise passes."""

    DEFAULT_CSS = """
    PassedBox { height: auto; display: none; margin-bottom: 1; }
    PassedBox > .steps { text-align: center; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._has_next = True

    def compose(self) -> ComposeResult:
        """Yield the cheer and the ways on."""
        yield Cheer()
        yield Static(classes="steps")

    def on_mount(self) -> None:
        """Write the words."""
        self.retranslate()

    def show(self, shown: bool, *, cheer: bool) -> None:
        """Show or hide it; `cheer` when it was earned this moment."""
        self.display = shown
        if cheer:
            self.query_one(Cheer).sparkle()

    def set_next(self, has_next: bool) -> None:
        """Say whether an exercise comes after this one."""
        self._has_next = has_next
        self.retranslate()

    def retranslate(self) -> None:
        """Write the words in the language now spoken."""
        onward = tr("exercise.passed.next") if self._has_next else tr("exercise.passed.lesson")
        steps = Content.from_markup(
            "[@click=screen.next_exercise]$onward[/] [dim]^N[/]   [@click=screen.solution]$compare[/] [dim]F9[/]",
            onward=onward,
            compare=tr("exercise.passed.compare"),
        )
        self.query_one(".steps", Static).update(steps)


class Afterwards(Vertical):
    """Why it works and where it leads; hidden until the exercise passes. Drawn when it is first seen."""

    DEFAULT_CSS = """
    Afterwards { height: auto; display: none; margin: 1 1 0 1; }
    Afterwards > Static { color: $text-success; text-style: bold; }
    Afterwards > Prose { padding: 0; margin: 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._drawn = ""

    def compose(self) -> ComposeResult:
        """Yield the heading and the text."""
        yield Static()
        yield Prose()

    def show(self, shown: bool) -> None:
        """Show or hide it."""
        self.display = shown
        self.retranslate()

    def set_text(self, markdown: str) -> None:
        """Set the text, as Markdown."""
        self._text = markdown
        self.retranslate()

    def retranslate(self) -> None:
        """Draw the heading in the language now spoken; the text is set anew by who knows it."""
        self.query_one(Static).update(tr("exercise.passed.afterwards"))
        if self.display and self._text != self._drawn:
            self._drawn = self._text
            self.query_one(Prose).update(self._text)
