"""The line under a page: previous, page n of m, next. Click or keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from tui.language import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click

BAR: Final = 20


class PageBar(Horizontal):
    """Where the learner is in a lesson. page counts from 0."""

    DEFAULT_CSS = """
    PageBar { height: 1; background: $surface; }
    PageBar > Static { width: auto; padding: 0 1; text-wrap: nowrap; }
    PageBar > #place { width: 1fr; content-align-horizontal: center; color: $text-muted; }
    PageBar > .turn { color: $text-primary; text-style: bold; &:hover { background: $boost; } }
    PageBar > .turn.-none { color: $text-disabled; text-style: none; }
    """

    class Turned(Message):
        """The learner clicked previous (-1) or next (+1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    place: reactive[tuple[int, int]] = reactive((0, 1), init=False)

    def compose(self) -> ComposeResult:
        """Yield previous, the place, next."""
        yield Static(id="previous", classes="turn")
        yield Static(id="place")
        yield Static(id="next", classes="turn")

    def on_mount(self) -> None:
        """Draw the first place."""
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language now spoken."""
        page, pages = self.place
        previous, place, following = self.query(Static)
        previous.update(f"‹ {tr('lesson.bar.previous')}")
        previous.set_class(page == 0, "-none")
        ahead = tr("lesson.bar.next") if page + 1 < pages else tr("lesson.bar.exercises")
        following.update(f"{ahead} ›")
        filled = round(BAR * (page + 1) / pages)
        done = Content.styled("━" * filled, "$primary")
        left = Content.styled("─" * (BAR - filled), "$foreground-disabled")
        words = tr("lesson.bar.page", page=page + 1, pages=pages)
        place.update(Content.assemble(words, "  ", done, left))

    def watch_place(self) -> None:
        """Draw the new place."""
        self.retranslate()

    def on_click(self, event: Click) -> None:
        """Turn the page by mouse."""
        steps = {"previous": -1, "next": 1}
        if event.widget is not None and event.widget.id in steps:
            self.post_message(self.Turned(steps[event.widget.id]))
