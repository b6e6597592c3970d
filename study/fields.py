"""Read the fields of a TOML table with their types, collecting every problem instead of stopping at the first."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Final

from grader.text import LANGUAGES
from study.course import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grader.text import Text

_NAMES: Final = {
    "string": ("a string", "문자열"),
    "number": ("a number", "숫자"),
    "whole": ("a whole number above 0", "0보다 큰 정수"),
    "flag": ("true or false", "true 또는 false"),
    "strings": ("a list of strings", "문자열 목록"),
    "tables": ("a list of tables", "표(table)의 목록"),
    "sentence": ("a table with a text for each language", "언어마다 글이 있는 표(table)"),
}


class Fields:
    """One table of a file. Each reader returns the field, or a harmless stand-in after noting the problem."""

    def __init__(self, data: Mapping[str, Any], file: Path, problems: list[Problem], at: str = "") -> None:
        self._data = data
        self._file = file
        self._problems = problems
        self._at = at

    def has(self, name: str) -> bool:
        """Whether the table has this field at all."""
        return name in self._data

    def note(self, name: str, en: str, ko: str) -> None:
        """Note a problem with a field; the table itself when `name` is empty."""
        self._problems.append(Problem(self._file, f"{self._at}{name}".rstrip("."), {"en": en, "ko": ko}))

    def string(self, name: str, *, required: bool = True) -> str:
        """Return a string that is not blank; an empty one when it is not required and not there."""
        value = self._read(name, required)
        if isinstance(value, str):
            if value.strip() or not required:
                return value
            self.note(name, f"`{name}` is empty. Write its text.", f"`{name}` 값이 비어 있어요. 글을 채워 주세요.")
        elif value is not None:
            self._wrong_type(name, "string")
        return ""

    def sentence(self, name: str) -> Text:
        """Return a text in every language of the course."""
        value = self._read(name, required=True)
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            self._wrong_type(name, "sentence")
            return {}
        for language in LANGUAGES:
            if not str(value.get(language, "")).strip():
                self.note(
                    f"{name}.{language}",
                    f"`{name}` has no text for `{language}`. Add it.",
                    f"`{name}`에 `{language}` 글이 없어요. 추가해 주세요.",
                )
        return value

    def strings(self, name: str) -> tuple[str, ...]:
        """Return a list of strings."""
        value = self._read(name, required=True)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        if value is not None:
            self._wrong_type(name, "strings")
        return ()

    def whole(self, name: str) -> int:
        """Return a whole number above 0."""
        value = self._read(name, required=True)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        if value is not None:
            self._wrong_type(name, "whole")
        return 0

    def number(self, name: str, *, required: bool = True, default: float = 0.0) -> float:
        """Return a number."""
        value = self._read(name, required)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        if value is not None:
            self._wrong_type(name, "number")
        return default

    def flag(self, name: str) -> bool:
        """Return true or false; false when it is not there."""
        value = self._read(name, required=False)
        if isinstance(value, bool):
            return value
        if value is not None:
            self._wrong_type(name, "flag")
        return False

    def tables(self, name: str, *, required: bool = True) -> tuple[Fields, ...]:
        """Return the tables of a list, each as `Fields` that name their place in it."""
        value = self._read(name, required)
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            places = enumerate(value, start=1)
            return tuple(Fields(item, self._file, self._problems, f"{self._at}{name}[{n}].") for n, item in places)
        if value is not None:
            self._wrong_type(name, "tables")
        return ()

    def _read(self, name: str, required: bool) -> Any:
        if name not in self._data and required:
            self.note(name, f"`{name}` is missing. Add it.", f"`{name}` 항목이 없어요. 추가해 주세요.")
        return self._data.get(name)

    def _wrong_type(self, name: str, kind: str) -> None:
        en, ko = _NAMES[kind]
        self.note(name, f"`{name}` must be {en}.", f"`{name}` 값은 {ko}이어야 해요.")


def read_text(file: Path, problems: list[Problem]) -> str | None:
    """Return the text of a course's file, without carriage returns or byte order mark; None after noting why not."""
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        sentence = {"en": "this file is missing. Add it.", "ko": "이 파일이 없어요. 추가해 주세요."}
    except UnicodeDecodeError as error:
        sentence = {
            "en": f"byte {error.start + 1} is not UTF-8. Save the file with the encoding UTF-8.",
            "ko": f"{error.start + 1}번째 바이트가 UTF-8이 아니에요. 인코딩을 UTF-8로 바꿔 저장해 주세요.",
        }
    except OSError as error:
        problems.append(unreadable(file, error))
        return None
    problems.append(Problem(file, "", sentence))
    return None


def unreadable(path: Path, error: OSError) -> Problem:
    """Return the problem of a file or folder that is there and cannot be read."""
    reason = error.strerror or type(error).__name__
    return Problem(path, "", {"en": f"this cannot be read ({reason}).", "ko": f"읽을 수 없어요({reason})."})


def read_toml(text: str, file: Path, problems: list[Problem], at: str = "") -> Fields | None:
    """Return the table that TOML text holds, or None after noting why it cannot be read."""
    try:
        return Fields(tomllib.loads(text), file, problems, f"{at} " if at else "")
    except (ValueError, RecursionError) as error:
        sentence = {"en": f"this is not valid TOML: {error}.", "ko": f"올바른 TOML이 아니에요: {error}."}
    problems.append(Problem(file, at, sentence))
    return None
