"""Read the fields of a TOML table with their types, collecting every problem instead of stopping at the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from grader.text import LANGUAGES
from study.course import Problem
from study.field_sentences import allowed_values, empty, missing, no_field, too_many, wrong_value
from study.lesson_format import MOST_ITEMS, Field, Type
from study.shown import printable
from study.toml_table import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from study.lesson_format import Table
    from study.toml_lines import Path as Place
    from study.toml_lines import TomlLines

_ONE_LINE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LINES: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Fields:
    """One table of a file. Each reader returns the field, or a harmless stand-in after noting the problem.

    table: what is known of its fields; whatever else stands there is a problem. None: every field that is asked for has
    to be there, and others are nobody's business.
    """

    def __init__(
        self,
        table: Table | None,
        data: Mapping[str, Any],
        file: Path,
        problems: list[Problem],
        lines: TomlLines,
        at: Place = (),
    ) -> None:
        self._table = table
        self._data = data
        self._file = file
        self._problems = problems
        self._lines = lines
        self._at = at
        for name in list(data)[:MOST_ITEMS]:
            if table is not None and name not in table.names:
                self.note(name, *no_field(name, table.names))

    def has(self, name: str) -> bool:
        """Whether the table has this field at all."""
        return name in self._data

    def place(self, name: str, item: Any) -> Place:
        """Return the place of an item in a list, for `note`."""
        value = self._data.get(name)
        return (name, value.index(item) + 1) if isinstance(value, list) and item in value else (name,)

    def note(self, place: str | Place, en: str, ko: str) -> None:
        """Note a problem with a field, or with a place in it; with the table itself when `place` is empty."""
        path = (*self._at, *((place,) if isinstance(place, str) else place))
        path = tuple(part for part in path if part != "")
        self._problems.append(Problem(self._file, spelt(path), {"en": en, "ko": ko}, self._lines.of(path)))

    def string(self, name: str) -> str:
        """Return a text that is not blank; an empty one when it is not required and not there."""
        field, value = self._read(name, Type.LINE)
        if not isinstance(value, str):
            if value is not None:
                self.note(name, *wrong_value(name, value, field))
            return ""
        odd = _ONE_LINE if field.type is Type.LINE else _LINES
        if odd.search(value) or (field.allowed and value not in field.allowed):
            self.note(name, *wrong_value(name, value, field))
            return ""
        if not value.strip() and field.required:
            self.note(name, *empty(name))
        return value

    def sentence(self, name: str) -> Mapping[str, str]:
        """Return a text in every language of the course."""
        field, value = self._read(name, Type.SENTENCE)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.note(name, *wrong_value(name, value, field))
            return {}
        for language in dict.fromkeys((*LANGUAGES, *list(value)[:MOST_ITEMS])):
            text = value.get(language, "")
            if not isinstance(text, str) or _ONE_LINE.search(text):
                self.note((name, language), *wrong_value(f"{name}.{language}", text, None))
            elif not text.strip():
                self.note(
                    (name, language),
                    f"`{name}` has no text for `{printable(language)}`. Add it.",
                    f"`{name}`에 `{printable(language)}` 글이 없어요. 추가해 주세요.",
                )
        return {language: text for language, text in value.items() if isinstance(text, str)}

    def strings(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; what is none, or comes twice, is noted and left out."""
        kept: dict[str, None] = {}
        field, value = self._read(name, Type.STRINGS)
        if value is not None and not isinstance(value, list):
            self.note(name, *wrong_value(name, value, field))
        for place, item in enumerate(self._not_too_many(name, value), start=1):
            if (
                not isinstance(item, str)
                or not item.strip()
                or (field.pattern and not re.fullmatch(field.pattern, item))
            ):
                self.note((name, place), *wrong_value(f"{name}[{place}]", item, field, item=True))
            elif item in kept:
                self.note(
                    (name, place),
                    f"`{printable(item)}` stands in `{name}` twice. Keep one.",
                    f"`{name}`에 같은 이름이 두 번 있어요: `{printable(item)}`. 하나만 남겨 주세요.",
                )
            else:
                kept[item] = None
        return tuple(kept)

    def whole(self, name: str) -> int:
        """Return a whole number between the bounds of the field."""
        field, value = self._read(name, Type.WHOLE)
        if isinstance(value, int) and not isinstance(value, bool) and field.least <= value <= field.most:
            return value
        if value is not None:
            self.note(name, *wrong_value(name, value, field))
        return field.least

    def number(self, name: str, default: float = 0.0) -> float:
        """Return a number, between the bounds of the field where it has any."""
        field, value = self._read(name, Type.NUMBER)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            try:
                if field.least == field.most or field.least <= value <= field.most:
                    return float(value)
            except OverflowError:
                pass
        if value is not None:
            self.note(name, *wrong_value(name, value, field))
        return default

    def flag(self, name: str) -> bool:
        """Return true or false; false when it is not there."""
        field, value = self._read(name, Type.FLAG)
        if value is not None and not isinstance(value, bool):
            self.note(name, *wrong_value(name, value, field))
        return value is True

    def tables(self, name: str) -> tuple[Fields, ...]:
        """Return the tables of a list, each as `Fields` that name their place in it."""
        field, value = self._read(name, Type.TABLES)
        if value is not None and not isinstance(value, list):
            self.note(name, *wrong_value(name, value, field))
        found: list[Fields] = []
        for place, item in enumerate(self._not_too_many(name, value), start=1):
            at = (*self._at, name, place)
            if isinstance(item, dict):
                found.append(Fields(field.table, item, self._file, self._problems, self._lines, at))
            else:
                self.note((name, place), *wrong_value(f"{name}[{place}]", item, field, item=True))
        return tuple(found)

    def _not_too_many(self, name: str, value: Any) -> list[Any]:
        if not isinstance(value, list):
            return []
        if len(value) > MOST_ITEMS:
            self.note(name, *too_many(name, len(value)))
            return []
        return value

    def _read(self, name: str, type_: Type) -> tuple[Field, Any]:
        field = self._table.field(name) if self._table is not None else Field(name, type_, {})
        if name not in self._data and field.required:
            self.note(name, *missing(name, allowed_values(field)))
        return field, self._data.get(name)


def read_toml(text: str, file: Path, problems: list[Problem], table: Table | None = None) -> Fields | None:
    """Return the fields of a TOML file, or None after noting why it cannot be read."""
    read = read_table(text, file, problems)
    return None if read is None else Fields(table, read[0], file, problems, read[1])


def spelt(path: Place) -> str:
    """Return a place as authors are told it, such as ``exercises[2].kind``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{printable(part)}" for part in path)
    return "".join(parts).removeprefix(".")
