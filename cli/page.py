"""The sheet that a command prints on: its language, its width, and colour where somebody can see it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Final, TextIO

from cli.cells import cells, cut, wrap
from cli.strings import phrases
from grader import say

if TYPE_CHECKING:
    from grader import Text

WIDTH: Final = 80
WIDEST: Final = 100
COLOURS: Final = {"green": "32", "yellow": "33", "red": "31", "magenta": "35", "cyan": "36", "dim": "2", "bold": "1"}


class Page:
    """Prints sentences in one language. `width` is in cells; off a terminal it is 80."""

    def __init__(self, language: str, stream: TextIO | None = None) -> None:
        self.language = language
        self._stream = stream or sys.stdout
        self.on_terminal = self._stream.isatty()
        self._colour = self.on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        columns = shutil.get_terminal_size((WIDTH, 24)).columns if self.on_terminal else WIDTH
        self.width = min(columns, WIDEST)
        self._passing = 0

    def tr(self, key: str, **values: object) -> str:
        """Return a sentence of the commands. Raises KeyError for an unknown key."""
        text = phrases(self.language)[key]
        return text.format(**values) if values else text

    def spoken(self, text: Text) -> str:
        """Return a text of the course or the grader in this language."""
        return say(text, self.language)

    def paint(self, text: str, *colours: str) -> str:
        """Return `text` in colour where there is colour."""
        if not self._colour or not text:
            return text
        return f"\x1b[{';'.join(COLOURS[colour] for colour in colours)}m{text}\x1b[0m"

    def data(self, value: object) -> None:
        """Print a value as one line of JSON, in ASCII: a program reads it the same whatever the stream's encoding."""
        self.line(json.dumps(value))

    def line(self, text: str = "") -> None:
        """Print one line as it is."""
        self.clear()
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def paragraph(self, text: str, indent: str = "", *colours: str) -> None:
        """Print `text` wrapped to the page, every line after `indent`."""
        for line in wrap(text, self.width - cells(indent)):
            self.line(f"{indent}{self.paint(line, *colours)}" if line else "")

    def passing(self, text: str) -> None:
        """Show a line that the next one takes the place of; only on a terminal."""
        if not self.on_terminal:
            return
        shown = cut(text, self.width - 1)
        self._stream.write("\r" + shown + " " * max(0, self._passing - cells(shown)))
        self._stream.flush()
        self._passing = cells(shown)

    def clear(self) -> None:
        """Take a passing line away."""
        if self._passing:
            self._stream.write("\r" + " " * self._passing + "\r")
            self._passing = 0
