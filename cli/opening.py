"""Open the course and the workspace for a command or for the tutorial, and say it when that does not work."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from cli.page import Page
from grader import LANGUAGES
from study.course import CourseError
from study.naming import AmbiguousExercise, UnknownExercise
from study.session import Session, open_session
from study.trouble import Trouble

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

OUR_SIDE: Final = 3
WRONG_USE: Final = 2


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Session]:
    """Give a session and end it afterwards. Raises CourseError."""
    session = open_session(arguments.course, arguments.workspace, arguments.device)
    try:
        yield session
    finally:
        session.close()


def language_of(session: Session, arguments: argparse.Namespace, language: str) -> str:
    """Return the language to speak: one that was asked for, else the one chosen in the tutorial, else `language`."""
    asked = arguments.lang or os.environ.get("TUTOR_LANG", "").lower()[:2] in LANGUAGES
    return language if asked else session.settings.language or language


def complain(trouble: Trouble, arguments: argparse.Namespace, language: str) -> int:
    """Say on stderr what went wrong; return the exit code for it."""
    page = Page(language, sys.stderr)
    if isinstance(trouble, CourseError):
        page.line(page.tr("course.broken", course=arguments.course))
        for line in page.spoken(trouble.sentence).splitlines():
            page.line(f"  {line}")
        return OUR_SIDE
    page.paragraph(page.spoken(trouble.sentence))
    return WRONG_USE if isinstance(trouble, UnknownExercise | AmbiguousExercise) else OUR_SIDE


def open_tutorial(arguments: argparse.Namespace, language: str, show: Callable[[Session, str], int]) -> int:
    """Open a session and `show` it in a language on this terminal; return the exit code."""
    page = Page(language, sys.stderr)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        page.paragraph(page.tr("tutorial.no_terminal"))
        return WRONG_USE
    try:
        with opened(arguments) as session:
            return show(session, language_of(session, arguments, language))
    except Trouble as trouble:
        return complain(trouble, arguments, language)
