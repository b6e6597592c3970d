"""Compute the answers of a lesson's `predict` questions, so that nobody types them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from study import markdown
from study.computed_answers import keep_answers
from study.question_format import PREDICT
from workshop.snippets import run, with_imports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from study.course import Lesson


class NoAnswer(Exception):
    """A snippet printed nothing, or ended with an error. Says which question's, and how."""


def compute_answers(lesson: Lesson) -> int | None:
    """Run the snippets of a lesson's `predict` questions, and keep the last line that each prints.

    Returns how many there are, or None when every answer was known. Raises NoAnswer, SnippetsEnd or OSError.
    """
    text = (lesson.folder / "en.md").read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    asked = dict(_asked(text))
    if not asked:
        return None
    printed: dict[str, tuple[str, str]] = {}
    outputs = run([[with_imports(code)] for code in asked.values()])
    for (name, code), (output,) in zip(asked.items(), outputs, strict=True):
        last = output.last_line
        if not last or output.failed:
            raise NoAnswer(f"{name}: {last or '-'}")
        printed[name] = (code, last)
    return len(printed) if keep_answers(lesson.folder, printed) else None


def _asked(text: str) -> Iterator[tuple[str, str]]:
    for fence in markdown.fences(text):
        if fence.info != "question":
            continue
        try:
            block = tomllib.loads(fence.body)
        except ValueError:  # told, with its line, when the lesson is read
            continue
        name, code = block.get("id"), block.get("code")
        if block.get("kind") == PREDICT and isinstance(name, str) and isinstance(code, str):
            yield name, code.strip("\n")
