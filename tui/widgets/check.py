"""One check of a verdict: a line with its tick, which opens to what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from grader.verdict import CheckResult, CheckStatus
from tui.keys import bound
from tui.language import spoken, tr
from tui.widgets.evidence import Evidence, Finding
from tui.widgets.inline import inline
from tui.widgets.styled_alone import StyledAlone

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from grader.text import Text

_GLYPHS: Final = {
    CheckStatus.PASSED: ("✓", "$text-success"),
    CheckStatus.FAILED: ("✗", "$text-warning"),
    CheckStatus.NOT_RUN: ("–", "$text-muted"),
}
_WEIGHTS: Final = {CheckStatus.PASSED: "", CheckStatus.FAILED: "bold", CheckStatus.NOT_RUN: "$text-muted"}
_PENDING: Final = ("·", "$text-muted")


class CheckTitle(Horizontal, can_focus=True):
    """The tick and what is checked; takes keys and clicks."""

    class Toggled(Message):
        """The learner wants it open, or closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("enter,space", "open_or_close", "exercise.toggle_check", show=False),
        bound("down", "go(1)", "exercise.next_check", show=False),
        bound("up", "go(-1)", "exercise.previous_check", show=False),
    ]

    DEFAULT_CSS = """
    CheckTitle { height: auto; padding: 0 1; &:focus { background: $primary 25%; } &:hover { background: $boost; } }
    CheckTitle:ansi { &:focus { background: transparent; text-style: reverse; } &:hover { background: transparent; } }
    CheckTitle > .mark { width: 4; }
    CheckTitle > .words { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """Yield the tick and the words."""
        yield Static(classes="mark")
        yield Static(classes="words")

    def write(self, mark: Content, words: Content) -> None:
        """Show these."""
        self.query_one(".mark", Static).update(mark)
        self.query_one(".words", Static).update(words)

    def action_go(self, step: int) -> None:
        """Give the keys to the next check, or to the one before."""
        (self.screen.focus_next if step > 0 else self.screen.focus_previous)(CheckTitle)

    def action_open_or_close(self) -> None:
        """Open or close."""
        self.post_message(self.Toggled())

    def on_click(self) -> None:
        """Open or close."""
        self.action_open_or_close()


class CheckRow(StyledAlone, Vertical):
    """A check and, when it is open, its evidence. `result` is None while it has not reported."""

    DEFAULT_CSS = """
    CheckRow { height: auto; }
    CheckRow.-open { margin-bottom: 1; }
    """

    def __init__(self, check: str, title: Text, result: CheckResult | None) -> None:
        super().__init__()
        self.check = check
        self.title = title
        self.result = result
        self.opened = False
        self._ready = False

    def compose(self) -> ComposeResult:
        """Yield the title."""
        yield CheckTitle()

    def on_mount(self) -> None:
        """Draw what was given before the row was there."""
        self._ready = True
        self._draw()

    @property
    def can_open(self) -> bool:
        """Whether there is anything behind the title."""
        return self.result is not None and self.result.status is CheckStatus.FAILED

    def show(self, result: CheckResult | None) -> None:
        """Take a new result; an open row shows it at once."""
        if result != self.result:
            self.result = result
            self._draw()

    def open(self, opened: bool) -> None:
        """Show or hide what was found."""
        if opened != self.opened:
            self.opened = opened
            self._draw()

    def take_keys(self) -> None:
        """Give the keys to the title."""
        self.call_after_refresh(lambda: self.query(CheckTitle).focus())

    def retranslate(self) -> None:
        """Draw everything in the language now spoken."""
        self._draw()

    def on_check_title_toggled(self, event: CheckTitle.Toggled) -> None:
        """Open or close."""
        event.stop()
        self.open(not self.opened)

    def _draw(self) -> None:
        if not self._ready:
            return
        title = self.query_one(CheckTitle)
        title.write(self._mark(), self._words())
        title.tooltip = self._tip() or None
        showing = self.opened and self.can_open
        self.set_class(showing, "-open")
        self.query(Evidence).remove()
        if showing and self.result is not None:
            self.mount(Evidence(Finding.of_check(self.result)))

    def _mark(self) -> Content:
        glyph, style = _PENDING if self.result is None else _GLYPHS[self.result.status]
        arrow = ("▾ " if self.opened else "▸ ") if self.can_open else "  "
        return Content.assemble((arrow, "$text-muted"), (glyph, f"{style} bold"))

    def _words(self) -> Content:
        status = self.result.status if self.result is not None else CheckStatus.NOT_RUN
        return inline(spoken(self.title), _WEIGHTS[status])

    def _tip(self) -> str:
        if self.can_open:
            return tr("exercise.check.tip")
        if self.result is None:
            return tr("exercise.check.pending")
        return tr("exercise.check.not_run") if self.result.status is CheckStatus.NOT_RUN else ""
