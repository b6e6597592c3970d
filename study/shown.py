"""Show a value that somebody wrote into a file, or a name, on a part of one line: printable and short."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST: Final = 40
_LARGEST: Final = 10**20


def shown(value: Any) -> str:
    """Return a value as it would stand in a TOML file; what is long, or has parts, is cut short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{printable(value)}"'
    if isinstance(value, dict):
        return "{...}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(shown, value[:1]))}{', ...' if len(value) > 1 else ''}]" if _flat(value) else "[...]"
    if isinstance(value, int) and abs(value) > _LARGEST:  # str() refuses the longest
        return "..."
    return printable(str(value))


def printable(text: str) -> str:
    """Return a text on one line, what cannot be printed written as an escape, with ... in the place of a long rest."""
    cut = text if len(text) <= MOST else f"{text[: MOST - 3]}..."
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in cut).replace("`", "'")


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word that somebody may have meant, or an empty string."""
    folded = {other.casefold(): other for other in known}
    found = get_close_matches(word[: MOST * 2].casefold(), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else ""


def _flat(value: list[Any]) -> bool:
    return not any(isinstance(item, (list, dict)) for item in value[:1])
