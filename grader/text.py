"""A sentence in every language the course speaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

Text: TypeAlias = Mapping[str, str]
"""One sentence by language code, such as ``{"en": "...", "ko": "..."}``."""

LANGUAGES: Final = ("en", "ko")
FALLBACK: Final = "en"


def say(text: Text, language: str) -> str:
    """Return the text in `language`, else in English, else in whatever language there is."""
    for candidate in (language, FALLBACK, *text):
        if candidate in text:
            return text[candidate]
    return ""
