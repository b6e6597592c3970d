"""The page of a lesson that explains what went wrong; one line under the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tui.language import spoken, tr

if TYPE_CHECKING:
    from study.explaining import PageToRead


class ReadAgain(Static):
    """Hidden while there is no `page`. A click opens it, as the key does that stands there."""

    DEFAULT_CSS = """
    ReadAgain { padding: 0 1; margin-top: 1; display: none; }
    """

    page: PageToRead | None = None

    def show(self, page: PageToRead | None) -> None:
        """Point to a page, or to none."""
        self.page = page
        self.display = page is not None
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language now spoken."""
        if self.page is not None:
            words = "[$text-muted]$read[/] [@click=screen.read_again]$title[/] [dim]F7[/]"
            title = f"{spoken(self.page.lesson.title)} › {spoken(self.page.title)}"
            self.update(Content.from_markup(words, read=tr("exercise.evidence.read_again"), title=title))
