"""Read TOML text into a table, or say on which line it is none."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from study.course import Problem
from study.toml_lines import TomlLines

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST: Final = 120
_WHERE: Final = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_DEEP_KEY: Final = re.compile(r"(?<![^\s.=,\[\]{}])(?:[^\s.=,\[\]{}]++[ \t]*+\.[ \t]*+){32}")


def read_table(
    text: str, file: Path, problems: list[Problem], before: int = 0
) -> tuple[dict[str, Any], TomlLines] | None:
    """Return the table that TOML text holds, and its lines; None after noting why it cannot be read.

    before: lines of the file that stand before the text, where the text is a part of a file.
    """
    lines = TomlLines(text, before, before)
    try:
        if (deep := _DEEP_KEY.search(text)) is not None:  # the time that the standard library takes is quadratic there
            at = text.count("\n", 0, deep.start()) + 1
            raise ValueError(f"A key of more than 32 parts (at line {at}, column 1)")
        return tomllib.loads(text), lines
    except (ValueError, RecursionError) as error:
        said = str(error) if isinstance(error, ValueError) else "Too many brackets within brackets"
        where = _WHERE.search(said)
        reason = _reason(said[: where.start()] if where else said)
    if where is None:
        line = before
    else:
        line = before + (int(where["line"]) if where["line"] else text.rstrip("\n").count("\n") + 1)
    sentence = {"en": f"this is not valid TOML: {reason}.", "ko": f"올바른 TOML이 아니에요: {reason}."}
    problems.append(Problem(file, "", sentence, line))
    return None


def _reason(said: str) -> str:
    """Return what the TOML reader said, on one line and short enough to read."""
    short = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 3]}..."
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in short)
