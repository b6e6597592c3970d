"""The words of the interface, read from `strings/<language>/<file>.toml`.

A key is the file's name and the path in it: `home.welcome.title` is `title` of table `welcome` in `home.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from grader.text import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER: Final = Path(__file__).with_name("strings")


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return every string of one language by its key; empty for a language without a folder."""
    found: dict[str, str] = {}
    for file in sorted((FOLDER / language).glob("*.toml")):
        found.update(_flat(file.stem, tomllib.loads(file.read_text(encoding="utf-8"))))
    return found


def phrase(language: str, key: str) -> str:
    """Return the string of `key`, in English where the language has none. Raises KeyError for an unknown key."""
    found = catalogue(language).get(key)
    return catalogue(FALLBACK)[key] if found is None else found


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, str):
            yield key, value
        else:
            yield from _flat(key, value)
