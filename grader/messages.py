"""Sentences by key, in every language, with the facts of the moment filled in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from grader.text import LANGUAGES, Text

FOLDER: Final = Path(__file__).parent / "messages"


class MessageError(ValueError):
    """A file of messages that cannot be read, or that lacks a language; the sentence names the file."""


@cache
def catalogue() -> Mapping[str, Text]:
    """Return every shared sentence by key. Raises MessageError."""
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        for file in sorted((FOLDER / language).glob("*.toml")):
            for key, sentence in _flat(_read(file)):
                found.setdefault(key, {})[language] = sentence
    return found


def exercise_messages(folder: Path) -> Mapping[str, Text]:
    """Return the sentences that an exercise adds in its ``messages.toml``, if any. Raises MessageError."""
    file = folder / "messages.toml"
    if not file.exists():
        return {}
    data = _read(file)
    for key, text in data.items():
        if not isinstance(text, dict) or any(not isinstance(text.get(language), str) for language in LANGUAGES):
            raise MessageError(f"{file}: {key} needs a sentence in {' and '.join(LANGUAGES)}")
    return data


def message(key: str, own: Mapping[str, Text] | None = None, **values: object) -> Text:
    """Return the sentence `key` with `values` filled in; `own` ones come first. Raises KeyError for an unknown key."""
    text = own[key] if own and key in own else catalogue()[key]
    return {language: _fill(sentence, values) for language, sentence in text.items()}


def known(key: str, own: Mapping[str, Text] | None = None) -> bool:
    """Whether there is a sentence for `key`."""
    return key in catalogue() or bool(own and key in own)


def _fill(sentence: str, values: Mapping[str, object]) -> str:
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", str(value))
    return sentence


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MessageError(f"{file}: {error}") from error


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found.extend(_flat(value, f"{prefix}{key}."))
        else:
            found.append((f"{prefix}{key}", str(value)))
    return found
