"""Find the lines on which the fields of a TOML text stand, once the standard library has read it as valid."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cached_property
from typing import Any, Final, TypeAlias

Path: TypeAlias = "tuple[str | int, ...]"
"""Where a field stands: names of fields and places in lists, counted from 1, such as ``("exercises", 2, "kind")``."""

_BLANK: Final = re.compile(r"(?:[ \t\n\r]|#[^\n]*)*")
_STRING: Final = re.compile(
    r'"""(?:[^\\"]|\\.|"(?!""))*+"{3,5}' r"|'''(?:[^']|'(?!''))*+'{3,5}" r'|"(?:[^"\\\n]|\\.)*+"' r"|'[^'\n]*+'",
    re.DOTALL,
)
_BARE_KEY: Final = re.compile(r"[\w-]+")
_BARE_VALUE: Final = re.compile(r"[^,\]}\n#]+")


class TomlLines:
    """The lines of a text's fields. It is not read before the first question, for most texts have no problem.

    before: lines of the file that stand before the text. whole: what is said of the text as a whole.
    """

    def __init__(self, text: str, before: int = 0, whole: int = 0) -> None:
        self._text = text
        self._before = before
        self._whole = whole

    def of(self, path: Path) -> int:
        """Return the line of a field, from 1; of the nearest table around it when it is not there."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._found:
                return self._found[path[:length]] + self._before
        return self._whole

    @cached_property
    def _found(self) -> dict[Path, int]:
        try:
            return _Scan(self._text).lines
        except (RecursionError, AttributeError, IndexError, ValueError):  # a text that was no TOML after all
            return {}


class _Scan:
    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text = text
        self._ends = [end.start() for end in re.finditer("\n", text)]
        self._at = 0
        self._counts: dict[Path, int] = {}
        self._scan()

    def _scan(self) -> None:
        table: Path = ()
        self._skip()
        while self._at < len(self._text):
            start = self._at
            if self._text.startswith("[[", start):
                self._at += 2
                *above, last = self._key()
                array = (*self._resolve(above, start), last)
                self._counts[array] = self._counts.get(array, 0) + 1
                table = (*array, self._counts[array])
                self._note(array, start)
                self._note(table, start)
                self._at = self._text.index("]]", self._at) + 2
            elif self._text[start] == "[":
                self._at += 1
                table = self._resolve(self._key(), start)
                self._at = self._text.index("]", self._at) + 1
            else:
                self._pair(table)
            self._skip()

    def _pair(self, table: Path) -> None:
        start = self._at
        for part in self._key():
            table = (*table, part)
            self._note(table, start)
        self._at += 1  # the equals sign
        self._value(table)

    def _value(self, path: Path) -> None:
        self._skip()
        first = self._text[self._at]
        if first in "\"'":
            self._match(_STRING)
        elif first == "[":
            self._at += 1
            place = 0
            while self._next_in("]"):
                place += 1
                self._note((*path, place), self._at)
                self._value((*path, place))
        elif first == "{":
            self._at += 1
            while self._next_in("}"):
                self._pair(path)
        else:
            self._match(_BARE_VALUE)

    def _next_in(self, closing: str) -> bool:
        """Go to the next item of a list or table; False, and behind it, when there is none."""
        self._skip()
        if self._text[self._at] == ",":
            self._at += 1
            self._skip()
        if self._text[self._at] != closing:
            return True
        self._at += 1
        return False

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip()
            if self._text[self._at] in "\"'":
                parts.append(_unquoted(self._match(_STRING)))
            else:
                parts.append(self._match(_BARE_KEY))
            self._skip()
            if self._text[self._at] != ".":
                return parts
            self._at += 1

    def _resolve(self, parts: list[str], start: int) -> Path:
        """Return the place of a table's header, in the latest item of each list of tables that it names."""
        path: Path = ()
        for part in parts:
            path = (*path, part)
            self._note(path, start)
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError(self._at)
        self._at = found.end()
        return found[0]

    def _skip(self) -> None:
        self._at = len(self._text) if (found := _BLANK.match(self._text, self._at)) is None else found.end()

    def _note(self, path: Path, offset: int) -> None:
        self.lines.setdefault(path, bisect_right(self._ends, offset - 1) + 1)


def _unquoted(key: str) -> str:
    read: dict[str, Any] = tomllib.loads(f"k = {key}")
    return str(read["k"])
