"""`new lesson NAME` and `new exercise LESSON/NAME`: a skeleton in the course, ready to be filled in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from cli.opening import whole
from cli.page import Page
from workshop.sentences import sentence
from workshop.skeleton import NotBegun, begin_exercise, begin_lesson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import SimpleNamespace

WRONG_USE: Final = 2


def begin(arguments: SimpleNamespace, page: Page) -> int:
    """Write the skeleton and print its files. Return 0, or 2 when it cannot be begun."""
    kind, name = (*arguments.words, "", "")[:2]
    try:
        files = _begun(whole(arguments.course), kind, name)
    except NotBegun as trouble:
        Page(page.language, sys.stderr).paragraph(page.spoken(trouble.sentence))
        return WRONG_USE
    for file in files:
        page.line(str(file))
    page.paragraph(page.tr("new.next"))
    return 0


def _begun(root: Path, kind: str, name: str) -> Sequence[Path]:
    if kind == "lesson":
        return begin_lesson(root, name)
    if kind != "exercise":
        raise NotBegun(sentence("new.kind", kind=kind))
    lesson, slash, exercise = name.strip("/").partition("/")
    if not slash:
        raise NotBegun(sentence("new.two_halves", name=name))
    return begin_exercise(root, lesson, exercise)
