"""Compare what somebody typed with what a snippet prints. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

QUOTES: Final = "\"'`‘’“”"
_AROUND_PUNCTUATION: Final = re.compile(r"\s*([\[\](){},])\s*")
_NAMES: Final = {"true": "True", "false": "False", "none": "None"}
_WRAPPED: Final = re.compile(r"[^\W\d][\w.]*\s*\((?P<inside>.*)\)", re.DOTALL)
_PIECE: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?!\w)|[^\W\d][\w.]*|[^\s,;:]", re.IGNORECASE)
_BRACKETS: Final = str.maketrans("[{]}<>", "(())()")


def last_line(printed: str) -> str:
    """Return the last line of what a snippet printed, without blanks around it: the answer to what it prints."""
    return next((line.strip() for line in reversed(printed.splitlines()) if line.strip()), "")


def same_output(one: str, other: str) -> bool:
    """Whether two printed lines are the same but for blanks and quotes around them and blanks beside ,[](){}."""
    return _plain(one) == _plain(other)


def _plain(printed: str) -> str:
    text = unicodedata.normalize("NFKC", printed).strip().strip(QUOTES).strip()
    plain = " ".join(_AROUND_PUNCTUATION.sub(r"\1", text).split())
    return _NAMES.get(plain.casefold(), plain)


def same_value(one: str, other: str) -> bool:
    """Whether two printed lines mean the same and may be spelt in different ways.

    ``27 false`` means ``27.0 False``, ``2, 2`` means ``[2.0, 2.0]``, ``float32`` means ``torch.float32``; lists that
    are nested in different ways do not mean the same.
    """
    pieces, others = _pieces(one), _pieces(other)
    return bool(pieces) and (pieces == others or _bare(pieces) == others or pieces == _bare(others))


def _pieces(printed: str) -> list[str | float]:
    text = unicodedata.normalize("NFKC", printed).replace("−", "-").strip().strip(QUOTES)
    while wrapped := _WRAPPED.fullmatch(text.strip()):
        text = wrapped["inside"]
    found = _PIECE.findall(text.translate(_BRACKETS))
    return [_piece(piece) for piece in found if piece not in QUOTES]


def _piece(text: str) -> str | float:
    is_number = any(letter.isdecimal() for letter in text) and not text[0].isalpha() and text[0] != "_"
    return float(text) if is_number else text.rpartition(".")[2].casefold()


def _bare(pieces: list[str | float]) -> list[str | float] | None:
    """Return the pieces inside of one pair of brackets around all of them; None when there is another pair, or none."""
    if pieces[:1] != ["("] or pieces[-1:] != [")"] or "(" in pieces[1:]:
        return None
    return pieces[1:-1]
