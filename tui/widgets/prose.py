"""Markdown as lessons and tasks need it: wide code scrolls sideways, and a table finds a form for the room it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Markdown
from textual.widgets._markdown import MarkdownFence, MarkdownTable

from tui.widgets.columns import table

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widget import Widget

SIDEWAYS: Final = 8
"""Cells that code moves at once."""


class Code(MarkdownFence):
    """Code or a diagram. Lines stay whole; what does not fit is reached sideways."""

    DEFAULT_CSS = """
    Code { overflow: auto hidden; scrollbar-size-horizontal: 1; margin: 0 0 1 0; border-left: outer $primary-muted; }
    Code > Label { padding: 0 1; }
    """

    @property
    def is_cut(self) -> bool:
        """Whether some of it is out of sight."""
        return self.max_scroll_x > 0


def move_code(page: Widget, step: int) -> None:
    """Move the code on a page sideways, where lines are longer than there is room: right for `step` 1, left for -1."""
    for code in page.query(Code):
        if code.is_cut:
            code.scroll_relative(x=step * SIDEWAYS, animate=False)


class Table(MarkdownTable):
    """A table as text."""

    DEFAULT_CSS = """
    Table { padding: 0 1; height: auto; }
    """

    def compose(self) -> ComposeResult:
        """Yield nothing: the table draws itself."""
        self._headers, self._rows = self._get_headers_and_rows()
        yield from ()

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Return how many lines the table takes in `width` cells."""
        return len(table(self._headers, self._rows, width))

    def render(self) -> Content:
        """Return the lines of the table."""
        return Content("\n").join(table(self._headers, self._rows, self.content_size.width))


class Prose(Markdown):
    """Markdown whose links only show where they lead."""

    BLOCKS = {  # noqa: RUF012 - declared so by Textual
        **Markdown.BLOCKS,
        "fence": Code,
        "code_block": Code,
        "table_open": Table,
    }

    def __init__(self, markdown: str | None = None, *, classes: str | None = None) -> None:
        super().__init__(markdown, classes=classes, open_links=False)
