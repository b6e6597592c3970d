"""What an editor does to lines of Python: indent, dedent, comment. Pure functions over strings; no widget."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

INDENT: Final = 4
_ENDS_BLOCK: Final = re.compile(r"\s*(return|raise|pass|break|continue)\b")
_STRING_OR_COMMENT: Final = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|#.*$""")
_COMMENT: Final = re.compile(r"^(\s*)# ?")


def leading(line: str) -> str:
    """Return the blanks a line begins with."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def indent_after(before: str) -> str:
    """Return the indent of the line that follows `before`, which is a line up to the cursor.

    One step in after a colon, one step out after a statement that leaves its block, else the same.
    """
    blanks = leading(before)
    code = _STRING_OR_COMMENT.sub(lambda found: found.group(1) or "", before).rstrip()
    if code.endswith(":"):
        return blanks + " " * INDENT
    if _ENDS_BLOCK.match(code) and not code.endswith(("(", "[", "{", ",", "\\")):
        return blanks[: max(0, len(blanks) - INDENT)]
    return blanks


def indented(lines: Sequence[str]) -> list[str]:
    """Return the lines one step further in; blank lines stay blank."""
    return [" " * INDENT + line if line.strip() else line for line in lines]


def dedented(lines: Sequence[str]) -> list[str]:
    """Return the lines up to one step further out; a tab counts as a step."""
    return [line[_step_out(line) :] for line in lines]


def _step_out(line: str) -> int:
    if line.startswith("\t"):
        return 1
    return min(INDENT, len(line) - len(line.lstrip(" ")))


def comment_toggled(lines: Sequence[str]) -> list[str]:
    """Return the lines as comments, or as code when all of them are comments already; blank lines stay as they are."""
    filled = [line for line in lines if line.strip()]
    if not filled:
        return list(lines)
    if all(line.lstrip().startswith("#") for line in filled):
        return [_COMMENT.sub(r"\1", line, count=1) for line in lines]
    column = min(len(leading(line)) for line in filled)
    return [f"{line[:column]}# {line[column:]}" if line.strip() else line for line in lines]
