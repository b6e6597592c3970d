"""Sentences for what frameworks say: the table ``messages/errors.toml``, looked up by the text of an error."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Final

from grader.messages import FOLDER, message
from grader.text import Text

LONGEST: Final = 4000
"""As much of a text is looked at: some list every argument of a call."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the table. `code`, where given, must be found in the learner's line as well."""

    key: str
    pattern: re.Pattern[str]
    code: re.Pattern[str] | None


def sentence_for(said: str, code: str = "") -> tuple[str, Text] | None:
    """Return the key and the sentence of the first row that fits ``Type: text``, or None.

    `code` is the learner's line. Named groups of the pattern fill the sentence.
    """
    line = " ".join(said[:LONGEST].split())
    for phrase in TABLE:
        found = phrase.pattern.search(line)
        if found and (phrase.code is None or phrase.code.search(code)):
            values = {name: value for name, value in found.groupdict().items() if value is not None}
            return phrase.key, message(phrase.key, None, **values)
    return None


def _read() -> tuple[Phrase, ...]:
    rows = tomllib.loads((FOLDER / "errors.toml").read_text(encoding="utf-8"))["error"]
    return tuple(
        Phrase(
            row["key"], re.compile(row["pattern"], re.IGNORECASE), re.compile(row["code"]) if "code" in row else None
        )
        for row in rows
    )


TABLE: Final = _read()
"""The rows of the table, in order. Read once, in the host: a worker lives too briefly to compile them."""
