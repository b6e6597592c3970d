"""Turn an exception into a sentence for a beginner. The framework's own text stays beside it, searchable."""

from __future__ import annotations

import builtins
import difflib
import re
import tomllib
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from grader.messages import FOLDER, known, message
from grader.text import Text
from grader.verdict import Where
from grader.vocabulary.arrays import shorten

LONGEST: Final = 4000
MOST_FRAMES: Final = 20
"""As many of the innermost frames are told: endless recursion has a thousand."""


@dataclass(frozen=True, slots=True)
class Explained:
    """An exception, said in words. `key` is the sentence's key; `seen` is what mistakes are recognised by."""

    key: str
    text: Text
    error: str
    frames: tuple[Where, ...]
    seen: dict[str, str]

    @property
    def where(self) -> Where | None:
        """The learner's line in which it happened."""
        return self.frames[-1] if self.frames else None


def explain(error: BaseException, file: Path) -> Explained:
    """Explain `error`, with the frames that stand in the learner's `file` only."""
    frames = _frames(error, file)
    innermost = bool(frames) and traceback.extract_tb(error.__traceback__)[-1].filename == str(file)
    key, text = _sentence(error, bool(frames), innermost)
    original = shorten("".join(traceback.format_exception_only(error)).strip(), 1200)
    return Explained(key, text, original, frames, _seen(error, key))


def _frames(error: BaseException, file: Path) -> tuple[Where, ...]:
    theirs = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    return tuple(Where(frame.lineno or 0, (frame.line or "").strip()) for frame in theirs[-MOST_FRAMES:])


def _sentence(error: BaseException, in_learners_code: bool, by_the_learner: bool) -> tuple[str, Text]:
    name = type(error).__name__
    if isinstance(error, SystemExit):
        return "error.exit", message("error.exit")
    if isinstance(error, NotImplementedError) and by_the_learner:
        return "stub.unfinished", message("stub.unfinished", what=shorten(_text(error)))
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        return _name(error)
    if isinstance(error, AttributeError) and in_learners_code:
        found = _attribute(error)
        if found:
            return found
    said = _text(error)
    for pattern, key in _table():
        if pattern.search(f"{name}: {said}") and known(key):
            return key, message(key)
    key = "error.raised" if in_learners_code else "error.in_check"
    return key, message(key, type=name, text=shorten(said))


def _text(error: BaseException) -> str:
    try:
        return str(error)[:LONGEST]
    except BaseException:  # a learner's own class may fail to say what it is, in any way
        return ""


def _name(error: NameError) -> tuple[str, Text]:
    wanted = error.name or ""
    frame = error.__traceback__
    names: set[str] = set(vars(builtins))
    while frame is not None:
        names |= set(frame.tb_frame.f_globals) if frame.tb_next is None else set()
        names |= set(frame.tb_frame.f_locals) if frame.tb_next is None else set()
        frame = frame.tb_next
    close = difflib.get_close_matches(wanted, names, n=1)
    if close:
        return "error.name_close", message("error.name_close", name=wanted, close=close[0])
    return "error.name", message("error.name", name=wanted)


def _attribute(error: AttributeError) -> tuple[str, Text] | None:
    if error.obj is None:
        return "error.none_attribute", message("error.none_attribute", name=error.name or "")
    if error.obj is Ellipsis:
        return "value.ellipsis", message("value.ellipsis")
    if not error.name:
        return None
    close = difflib.get_close_matches(error.name, _names_of(error.obj), n=1)
    if not close:
        return None
    return "error.attribute_close", message("error.attribute_close", name=error.name, close=close[0])


def _names_of(thing: Any) -> list[str]:
    try:
        return [name for name in dir(thing) if not name.startswith("_")]
    except Exception:  # a learner's __dir__ may raise anything
        return []


def _seen(error: BaseException, key: str) -> dict[str, str]:
    text = re.sub(r"0x[0-9a-f]+|\d+", "#", _text(error))
    return {"type": type(error).__name__, "text": key if not key.startswith("error.") else shorten(text, 80)}


@cache
def _table() -> list[tuple[re.Pattern[str], str]]:
    rows = tomllib.loads((FOLDER / "errors.toml").read_text(encoding="utf-8"))["error"]
    return [(re.compile(row["pattern"], re.IGNORECASE), row["key"]) for row in rows]
