"""Write numbers, shapes and plain values for people: short, and never cut in the middle of a number."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

import numpy as np

SHOWN: Final = 6
"""As many numbers of a tensor, or entries of a list, are written out."""

DIGITS: Final = 6
MOST_DIGITS: Final = 17
"""With that many significant digits no two float64 numbers are written alike."""

DEEPEST: Final = 3
LONGEST_TEXT: Final = 60


def show_shape(shape: tuple[int | None, ...]) -> str:
    """Return a shape as Python writes it, with ``?`` for any size."""
    sizes = ["?" if size is None else str(size) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def show_index(index: tuple[int, ...]) -> str:
    """Return a place in a tensor as it is written in code: ``[1, 0]``."""
    return f"[{', '.join(map(str, index))}]"


def show_number(number: Any, digits: int = DIGITS) -> str:
    """Return one number with `digits` significant digits; whole numbers and truth values in full."""
    if isinstance(number, bool | np.bool_):
        return str(bool(number))
    if isinstance(number, int | np.integer):
        return str(int(number))
    if isinstance(number, complex | np.complexfloating):
        return f"{complex(number):.{digits}g}"
    return f"{float(number):.{digits}g}"


def digits_apart(one: Any, other: Any) -> int:
    """Return how many significant digits it takes to write two numbers differently."""
    for digits in range(DIGITS, MOST_DIGITS):
        if show_number(one, digits) != show_number(other, digits):
            return digits
    return DIGITS if show_number(one, MOST_DIGITS) == show_number(other, MOST_DIGITS) else MOST_DIGITS


def show_numbers(array: np.ndarray[Any, Any], around: int = 0, digits: int = DIGITS) -> str:
    """Return the few numbers that matter: all rows of a small array, else some from the flat index `around` on."""
    if array.ndim == 0:
        return show_number(array[()], digits)
    if array.ndim == 2 and 0 < array.size <= SHOWN:
        return f"[{', '.join(show_numbers(row, digits=digits) for row in array)}]"
    flat = array.reshape(-1)
    first = 0 if around < SHOWN or flat.size <= SHOWN else min(around - 1, flat.size - SHOWN)
    shown = [show_number(number, digits) for number in flat[first : first + SHOWN]]
    before, after = ["…"] if first else [], ["…"] if first + SHOWN < flat.size else []
    return f"[{', '.join(before + shown + after)}]"


def show_plain(value: Any, depth: int = 0) -> str:
    """Return a Python value on one line: the first entries of a list or dict, a tensor by its shape and dtype."""
    if isinstance(value, str):
        return repr(shorten(value, LONGEST_TEXT))
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return f"{type(value).__name__}(shape {tuple(value.shape)}, {str(value.dtype).removeprefix('torch.')})"
    if depth < DEEPEST and type(value) is dict:
        return _entries(
            "{", [f"{key!r}: {show_plain(value[key], depth + 1)}" for key in islice(value, SHOWN)], value, "}"
        )
    if depth < DEEPEST and type(value) in (list, tuple):
        start, end = "[]" if type(value) is list else "()"
        shown = [show_plain(item, depth + 1) for item in value[:SHOWN]]
        return _entries(start, shown, value, ",)" if len(value) == 1 and end == ")" else end)
    try:
        return shorten(repr(value), LONGEST_TEXT)
    except Exception:  # a learner's own class may refuse to say what it is
        return type(value).__name__


def shorten(text: str, longest: int = 160) -> str:
    """Return `text` on one line, cut between two words where it is too long; half a character becomes ``?``."""
    line = " ".join(text[: 20 * longest].split()).encode("utf-8", "replace").decode("utf-8")
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    whole = kept if line[longest - 1] == " " else kept.rpartition(" ")[0]
    return (whole or kept).rstrip(" ,") + "…"


def _entries(start: str, shown: list[str], whole: Any, end: str) -> str:
    return f"{start}{', '.join(shown)}{', …' if len(whole) > len(shown) else ''}{end}"
