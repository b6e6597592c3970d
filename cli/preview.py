"""`preview`: one lesson in the tutorial, with a workspace that is thrown away afterwards."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cli.opening import open_tutorial
from study.naming import UnknownExercise
from workshop.selection import select

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import SimpleNamespace

    from study.session import Session


def open_preview(arguments: SimpleNamespace, language: str, show: Callable[[Session, str, str], int]) -> int:
    """Open a session of its own and `show` the lesson that was named in it; return the exit code."""

    def show_lesson(session: Session, language: str) -> int:
        lessons, exercises = select(session.course, [arguments.lesson])
        # An exercise stands for the lesson that it is in.
        found = sorted({lesson.id for lesson in lessons} or {exercise.lesson for exercise in exercises})
        if len(found) != 1:
            raise UnknownExercise(arguments.lesson, found)
        return show(session, language, found[0])

    with tempfile.TemporaryDirectory(prefix="preview-", ignore_cleanup_errors=True) as folder:
        arguments.workspace = Path(folder)
        return open_tutorial(arguments, language, show_lesson)
