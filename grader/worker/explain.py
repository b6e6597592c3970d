"""Turn an exception into a sentence for a beginner. The framework's own text stays beside it, searchable."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from pathlib import Path

from grader.messages import message
from grader.printable import on_paper
from grader.text import Text
from grader.verdict import Where
from grader.vocabulary.phrases import LONGEST, sentence_for
from grader.vocabulary.showing import shorten
from grader.worker import names
from grader.worker.frames import Frames, frames_of

LONGEST_ORIGINAL = 1200


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
    frames = frames_of(error, file)
    key, text = _sentence(error, frames)
    if frames.left_out:
        left_out = message("error.left_out", count=str(frames.left_out))
        text = {language: f"{sentence} {left_out[language]}" for language, sentence in text.items()}
    return Explained(key, text, original(error), frames.lines, _seen(error, key))


def original(error: BaseException) -> str:
    """Return the type and text of an exception as Python writes them, on one line, without colours."""
    said = on_paper("".join(traceback.format_exception_only(error))[: 2 * LONGEST])
    return shorten(said.strip(), LONGEST_ORIGINAL)


def _sentence(error: BaseException, frames: Frames) -> tuple[str, Text]:
    name = type(error).__name__
    code = frames.lines[-1].code if frames.lines else ""
    said = on_paper(_text(error))
    if isinstance(error, SystemExit):
        return "error.exit", message("error.exit")
    # A method written in C raises on the learner's line as well, for reasons of its own.
    if isinstance(error, NotImplementedError) and frames.own and "NotImplementedError" in code:
        return "stub.unfinished", message("stub.unfinished", what=shorten(said))
    found = _about_a_name(error, said, frames) or (None if frames.lines else _about_the_results(error, said))
    found = found or sentence_for(f"{name}: {said}", code)
    if found is not None:
        return found
    key = "error.raised" if frames.lines else "error.in_check"
    return key, message(key, None, type=name, text=shorten(said))


def _about_a_name(error: BaseException, said: str, frames: Frames) -> tuple[str, Text] | None:
    if isinstance(error, UnboundLocalError):
        return names.unbound(error)
    if isinstance(error, NameError):
        return names.undefined(error)
    if isinstance(error, AttributeError) and frames.lines:
        known_one = sentence_for(f"AttributeError: {said}") if error.obj is not None else None
        return known_one or names.no_attribute(error)
    if isinstance(error, ImportError) and not isinstance(error, ModuleNotFoundError):
        return names.not_in_module(error)
    return names.unknown_identifier(said)


def _about_the_results(error: BaseException, said: str) -> tuple[str, Text] | None:
    """Return what to say when the check itself stumbled over what it was given: nothing, or too much, or too little."""
    if "cannot unpack non-iterable NoneType" in said:
        return "value.none", message("value.none")
    if isinstance(error, TypeError | AttributeError) and "NoneType" in said:
        return "error.none_in_check", message("error.none_in_check")
    if re.search(r"too many values to unpack \(expected (\d+)\)", said):
        return "value.more_results", message("value.more_results", want=re.findall(r"\d+", said)[0])
    few = re.search(r"not enough values to unpack \(expected (\d+), got (\d+)\)", said)
    if few:
        return "value.count", message("value.count", None, want=few[1], got=few[2])
    if re.search(r"cannot unpack non-iterable|iteration over a 0-d tensor|Cannot iterate over a scalar tensor", said):
        return "value.one_result", message("value.one_result")
    return None


def _text(error: BaseException) -> str:
    try:
        return str(error)[:LONGEST]
    except BaseException:  # a learner's own class may fail to say what it is, in any way
        return ""


def _seen(error: BaseException, key: str) -> dict[str, str]:
    text = re.sub(r"0x[0-9a-f]+|\d+", "#", _text(error))
    return {"type": type(error).__name__, "text": key if not key.startswith("error.") else shorten(text, 80)}
