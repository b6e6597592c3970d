"""The task of an exercise, and under it the hints that were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll

from tui.keys import bound
from tui.widgets.hints import HintBar, HintCard
from tui.widgets.prose import Prose, move_code
from tui.widgets.styled_alone import StyledAlone

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class TaskScroll(StyledAlone, VerticalScroll):
    """The part of the pane that scrolls and takes the keys. Enter leads on, as it did through the lesson."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("enter", "screen.pane(1)", "exercise.to_code", show=False),
        bound("right,shift+right", "code(1)", "lesson.code_right", show=False),
        bound("left,shift+left", "code(-1)", "lesson.code_left", show=False),
    ]

    def action_code(self, step: int) -> None:
        """Move a diagram that is wider than the pane."""
        move_code(self, step)


class TaskPane(StyledAlone, Vertical):
    """Shows what it is given with `show_task` and `show_hints`."""

    DEFAULT_CSS = """
    TaskPane > TaskScroll { scrollbar-size-vertical: 1; }
    TaskPane Prose { padding: 0 1; margin: 0; }
    TaskPane #hints { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__(id="task")
        self._hints: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the text, the hints and the line of actions."""
        with TaskScroll():
            yield Prose()
            yield Vertical(id="hints")
        yield HintBar()

    async def show_task(self, markdown: str) -> None:
        """Show the text of the task."""
        await self.query_one("TaskScroll > Prose", Prose).update(markdown)

    async def show_hints(self, hints: tuple[str, ...], total: int) -> None:
        """Show the hints that were taken, in order; those that stand there already stay."""
        place = self.query_one("#hints")
        if hints[: len(self._hints)] != self._hints:
            await place.remove_children()
            self._hints = ()
        shown = len(self._hints)
        await place.mount_all(HintCard(number, total, text) for number, text in enumerate(hints[shown:], shown + 1))
        self._hints = hints
        self.query_one(HintBar).show(len(hints), total)

    def reveal_last_hint(self) -> None:
        """Bring the newest hint into sight."""
        cards = self.query(HintCard)
        if cards:
            self.call_after_refresh(cards.last().scroll_visible, animate=False, immediate=True)
