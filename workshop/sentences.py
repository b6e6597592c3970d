"""What the workshop says, by key: ``strings/en.toml`` and ``strings/ko.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader import Text

FOLDER: Final = Path(__file__).with_name("strings")


def sentence(key: str, /, **values: object) -> Text:
    """Return a sentence in every language. Raises KeyError for an unknown key."""
    return {language: _sentences(language)[key].format(**values) for language in LANGUAGES}


@cache
def _sentences(language: str) -> Mapping[str, str]:
    sections = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, texts in sections.items() for name, text in texts.items()}
