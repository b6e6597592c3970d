"""Markdown on plain paper: paragraphs are filled to the width, code and lists stay as they are written."""

from __future__ import annotations

import re
from typing import Final

FENCE: Final = re.compile(r"\s*(```|~~~)")
ITEM: Final = re.compile(r"\s*([-*+]|\d+[.)])\s|\s*[|>#]")


def paragraphs(text: str) -> list[str]:
    """Return the lines of `text`, each paragraph joined into one. Fences are left out, what they hold is indented."""
    lines: list[str] = []
    joins = fenced = False
    for line in text.strip("\n").splitlines():
        if FENCE.match(line):
            fenced, joins = not fenced, False
        elif fenced:
            lines.append(f"    {line}".rstrip())
        elif joins and line.strip() and not ITEM.match(line):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.rstrip())
            joins = bool(line.strip())
    return lines
