"""The language the interface speaks, and how it changes while the program runs.

`tr(key, **values)` gives a string of the interface, `spoken(text)` a text of the course, both in the learner's
language. When the learner switches, the app calls `speak` and then `retranslate()` on every screen and widget that has
such a method (`Retranslates`), outermost first. A widget whose strings come from `tr` only while it renders needs no
more than `self.refresh()` there.
"""

from __future__ import annotations

from typing import Final, Protocol, runtime_checkable

from grader.text import FALLBACK, LANGUAGES, Text, say
from tui.strings import phrase

NAMES: Final = {"en": "English", "ko": "한국어"}

_speech = {"language": FALLBACK}


@runtime_checkable
class Retranslates(Protocol):
    """A screen or widget that can say everything again in another language."""

    def retranslate(self) -> None:
        """Draw all strings again; the language has changed already."""


def speak(language: str) -> str:
    """Make `language` the language of `tr` and `spoken`; an unknown one becomes English. Returns the one now spoken."""
    _speech["language"] = language if language in LANGUAGES else FALLBACK
    return _speech["language"]


def language() -> str:
    """Return the code of the language now spoken, such as ``ko``."""
    return _speech["language"]


def next_language() -> str:
    """Return the language that the switch goes to from here."""
    return LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)]


def tr(key: str, **values: object) -> str:
    """Return the interface string of `key`, its `{places}` filled. Raises KeyError for an unknown key."""
    text = phrase(language(), key)
    return text.format(**values) if values else text


def spoken(text: Text) -> str:
    """Return a text of the course or the grader in the learner's language."""
    return say(text, language())
