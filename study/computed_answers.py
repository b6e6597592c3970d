"""Answers that a program found out and nobody typed: what the snippet of a `predict` question prints.

They stand in ``answers.json`` beside the texts of a lesson, by the id of the question, each with a digest of the code
that printed it: an answer to other code is none.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from study import atomic_file
from study.course_file import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from study.course import Problem

FILE: Final = "answers.json"


def computed_answer(folder: Path, question_id: str, code: str) -> str | None:
    """Return what `code` was found to print, or None when that was not found out for this code."""
    try:
        answer = _read(folder)[question_id]
        return str(answer["prints"]) if answer["code"] == _digest(code) else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def keep_answers(folder: Path, printed: Mapping[str, tuple[str, str]]) -> bool:
    """Write the file anew from code and output by id; returns whether it changed. Raises OSError."""
    found = {name: {"code": _digest(code), "prints": output} for name, (code, output) in sorted(printed.items())}
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    file = folder / FILE
    if not file.exists():
        atomic_file.create(file, text.encode())
        return True
    if file.read_bytes() == text.encode():
        return False
    atomic_file.replace(file, text.encode())
    return True


def _read(folder: Path) -> dict[str, dict[str, str]]:
    problems: list[Problem] = []
    text = read_text(folder / FILE, problems, root=folder)
    found: dict[str, dict[str, str]] = json.loads(text or "")
    return found


def _digest(code: str) -> str:
    return hashlib.sha256(code.strip("\n").encode()).hexdigest()[:16]
