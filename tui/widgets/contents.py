"""The pages of a lesson as a list beside the text, on wide screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.language import tr
from tui.widgets.inline import inline

if TYPE_CHECKING:
    from collections.abc import Collection

    from study.lesson_text import LessonText

TITLE: Final = 26
"""Cells for a title with its number: what borders, padding, the tick and the scrollbar leave of the width."""


class Contents(OptionList):
    """`show` fills it; it posts `Chosen` with a page, counted from 0."""

    DEFAULT_CSS = """
    Contents { width: 32; height: 1fr; padding: 1 1; background: transparent; }
    Contents { border: none; border-right: solid $panel; }
    Contents:focus > .option-list--option-highlighted { background: $primary-muted; color: $foreground; }
    Contents:blur > .option-list--option-highlighted { background: $boost; color: $foreground; }
    Contents:focus { border: none; border-right: solid $accent; }
    """

    class Chosen(Message):
        """The learner chose a page."""

        def __init__(self, page: int) -> None:
            super().__init__()
            self.page = page

    def on_mount(self) -> None:
        """Say what this is."""
        self.tooltip = tr("lesson.contents.tip")

    def show(self, text: LessonText, page: int, read: Collection[int]) -> None:
        """List the pages, with those that were read ticked and `page` under the cursor."""
        self.tooltip = tr("lesson.contents.tip")
        self.clear_options()
        self.add_options(Option(_line(index, found.title, page, read)) for index, found in enumerate(text.pages))
        self.highlighted = page

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell which page was chosen."""
        event.stop()
        self.post_message(self.Chosen(event.option_index))


def _line(index: int, title: str, page: int, read: Collection[int]) -> Content:
    tick = Content.styled("✓", "$text-success") if index in read else Content(" ")
    number = f"{index + 1:>2} "
    indent = "\n" + " " * (2 + len(number))
    lines = inline(title, "bold" if index == page else "").wrap(TITLE - len(number))
    return Content.assemble(tick, " ", number, Content(indent).join(line.rstrip() for line in lines))
