"""`new course`, `new lesson` and `new exercise`: a skeleton, ready to be filled in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.opening import whole
from cli.page import Page
from workshop.sentences import sentence
from workshop.skeleton import WRITE, NotBegun, begin_course, begin_exercise, begin_lesson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import SimpleNamespace

WRONG_USE: Final = 2
OPTIONS: Final = {"--title": "course", "--kind": "exercise"}
"""What each option goes with."""
NEXT: Final = {
    "course": ("new lesson 01_{new}",),
    "lesson": ("new exercise {name}/{new} --kind write", "preview {name}"),
    "exercise": ("check {name}",),
}
"""What an author does after each beginning."""


def begin(arguments: SimpleNamespace, page: Page) -> int:
    """Write the skeleton, print its files and what comes next. Return 0, or 2 when it cannot be begun."""
    what, name = arguments.words
    typed = Path(name) if what == "course" else arguments.course
    root = whole(typed)
    try:
        files = _begun(root, what, name, arguments)
    except NotBegun as trouble:
        Page(page.language, sys.stderr).paragraph(page.spoken(trouble.sentence))
        return WRONG_USE
    is_built_in = what != "course" and arguments.beside is None
    for file in files:
        inside = file.relative_to(root)
        page.line(str(inside if is_built_in else typed / inside))
    there = "" if is_built_in else f" --course {_quoted(str(typed))}"
    page.line()
    page.paragraph(page.tr(f"new.after_{what}"))
    for command in NEXT[what]:
        page.line(f"  python tutor.py {command.format(name=name.strip('/'), new=page.tr('new.name'))}{there}")
    return 0


def _begun(root: Path, what: str, name: str, arguments: SimpleNamespace) -> Sequence[Path]:
    for option, only in OPTIONS.items():
        if getattr(arguments, option.removeprefix("--")) and what != only:
            raise NotBegun(sentence("new.only_for", option=option, what=only))
    if arguments.beside:
        raise NotBegun(sentence("new.one_course"))
    if what == "course":
        return begin_course(root, arguments.title)
    if what == "lesson":
        return begin_lesson(root, name)
    if what != "exercise":
        raise NotBegun(sentence("new.kind", kind=what))
    lesson, slash, exercise = name.strip("/").partition("/")
    if not slash:
        raise NotBegun(sentence("new.two_halves", name=name))
    return begin_exercise(root, lesson, exercise, arguments.kind or WRITE)


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path
