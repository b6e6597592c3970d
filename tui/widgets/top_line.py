"""The first line of every screen: where the learner is, where the code runs, the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from tui.language import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click


@dataclass(frozen=True, slots=True)
class Loading:
    """The frameworks named by `label` are being loaded, for `seconds` by now."""

    label: str
    seconds: int


class TopLine(Horizontal):
    """`trail` is the way to the screen, outermost first. `runs_on` is the device, or what is waited for, or None.

    choice: the device that was asked for when the program was started; ``auto`` for none in particular.
    """

    class LanguageClicked(Message):
        """The learner clicked the language."""

    DEFAULT_CSS = """
    TopLine { dock: top; height: 1; background: $panel; color: $foreground; }
    TopLine > Static { height: 1; width: auto; padding: 0 1; text-wrap: nowrap; }
    TopLine > #trail { width: 1fr; text-overflow: ellipsis; }
    TopLine > #device { color: $text-success; }
    TopLine > #device.-unknown { color: $text-muted; }
    TopLine > #spoken { color: $text-accent; &:hover { background: $boost; text-style: underline; } }
    """

    trail: reactive[tuple[str, ...]] = reactive((), init=False)
    runs_on: reactive[str | Loading | None] = reactive(None, init=False)

    def __init__(self, trail: tuple[str, ...], choice: str) -> None:
        super().__init__()
        self.choice = choice
        self.set_reactive(TopLine.trail, trail)

    def compose(self) -> ComposeResult:
        """Yield the way, the device and the language."""
        yield Static(self._trail(), id="trail")
        yield Static(self._device(), id="device", classes="-unknown")
        yield Static(tr("app.language.now"), id="spoken")

    def on_mount(self) -> None:
        """Say what device and language are when the mouse rests on them."""
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language now spoken."""
        self.query_one("#trail", Static).update(self._trail())
        device = self.query_one("#device", Static)
        device.update(self._device())
        device.set_class(not isinstance(self.runs_on, str), "-unknown")
        device.tooltip = tr("app.device.tip")
        language = self.query_one("#spoken", Static)
        language.update(tr("app.language.now"))
        language.tooltip = tr("app.language.tip")

    def watch_trail(self) -> None:
        """Draw the new way."""
        if self.is_mounted:
            self.retranslate()

    def watch_runs_on(self) -> None:
        """Draw what became known."""
        if self.is_mounted:
            self.retranslate()

    def on_click(self, event: Click) -> None:
        """Tell that the language was clicked."""
        if event.widget is not None and event.widget.id == "spoken":
            self.post_message(self.LanguageClicked())

    def _trail(self) -> Content:
        parts = [Content.styled(tr("app.title"), "bold $text-primary"), *map(Content, self.trail)]
        return Content(" › ").join(parts)

    def _device(self) -> Content:
        match self.runs_on:
            case str(device):
                return Content(tr("app.device.known", device=device))
            case Loading(label, seconds):
                return Content(tr("app.device.loading", frameworks=label, seconds=seconds))
            case _:
                return Content("" if self.choice == "auto" else tr("app.device.asked", choice=self.choice))
