"""One page of a lesson: Markdown and questions, scrolled as a whole."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from study.question import Given, Question
from tui.keys import bound
from tui.widgets.prose import Prose, move_code
from tui.widgets.question import QuestionCard

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.binding import BindingType
    from textual.widget import Widget

    from study.lesson_text import Page


class LessonPage(VerticalScroll, inherit_bindings=False):
    """Shows one page at a time; `show` replaces it. It leaves left, right, home and end to the lesson."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("up", "scroll_up", "lesson.line_up", show=False),
        bound("down", "scroll_down", "lesson.line_down", show=False),
        bound("shift+right", "code(1)", "lesson.code_right", show=False),
        bound("shift+left", "code(-1)", "lesson.code_left", show=False),
    ]

    DEFAULT_CSS = """
    LessonPage { padding: 1 0 0 0; align-horizontal: center; scrollbar-size-vertical: 1; }
    LessonPage > * { max-width: 92; }
    LessonPage > .heading { width: 1fr; padding: 0 2; margin-bottom: 1; text-style: bold; color: $text-accent; }
    LessonPage > Prose { padding: 0 2; }
    LessonPage > .problem { color: $text-warning; padding: 1 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._turning = asyncio.Lock()
        """Two pages asked for at once come one after the other, the later one last."""

    async def show(self, page: Page, answers: Mapping[str, Given], last: Iterable[Widget] = ()) -> None:
        """Show a page from its top; `answers` are those of earlier, `last` stands under the page."""
        cards_and_texts = (self._part(part, answers) for part in page.parts)
        await self._replace([Static(page.title, classes="heading", markup=False), *cards_and_texts, *last])

    async def show_problem(self, sentence: str) -> None:
        """Say why there is nothing to read."""
        await self._replace([Static(sentence, classes="problem", markup=False)])

    def cards(self) -> tuple[QuestionCard, ...]:
        """Return the questions of this page, in order."""
        return tuple(self.query(QuestionCard))

    def action_code(self, step: int) -> None:
        """Move code that is wider than the page."""
        move_code(self, step)

    def at_end(self) -> bool:
        """Whether the last line of the page is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    async def _replace(self, widgets: list[Widget]) -> None:
        async with self._turning:
            await self.remove_children()
            await self.mount_all(widgets)
            self.scroll_home(animate=False)

    @staticmethod
    def _part(part: str | Question, answers: Mapping[str, Given]) -> Widget:
        if isinstance(part, Question):
            return QuestionCard(part, answers.get(part.id))
        return Prose(part)
