"""Text that came from a learner's code, made safe for a screen: no cursor movements, colours, control characters."""

from __future__ import annotations

import re
from typing import Any, Final

_ESCAPE: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def on_paper(text: str) -> str:
    """Return printed text as a printer would leave it; a line drawn again and again (a progress bar) once."""
    lines = (_last_drawn(line) for line in _ESCAPE.sub("", text).replace("\r\n", "\n").split("\n"))
    return "\n".join(lines).expandtabs(8)


def harmless(data: Any) -> Any:
    """Return JSON data with every control character in its strings written out in hexadecimal; lines stay lines."""
    if isinstance(data, str):
        return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", data).replace("\r", "")
    if isinstance(data, list):
        return [harmless(item) for item in data]
    if isinstance(data, dict):
        return {key: harmless(value) for key, value in data.items()}
    return data


def _last_drawn(line: str) -> str:
    drawn = line.rstrip("\r").rpartition("\r")[2]
    if "\b" in drawn:
        head, _, tail = drawn.rpartition("\b")
        drawn = tail if tail.strip() else head.replace("\b", "")
    return _CONTROL.sub("", drawn)
