"""Open the courses and the workspace for a command or for the tutorial, and say it when that does not work."""

from __future__ import annotations

import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.page import Page
from cli.reading import ReadingLine
from study.course import CourseError
from study.course_list import CourseList, UnknownCourse
from study.courses import Neighbour, UnfitId, is_same
from study.fetching.trouble import WrongSource
from study.naming import AmbiguousExercise, UnknownExercise
from study.session import Session, open_session
from study.settings import load_settings
from study.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import SimpleNamespace

OUR_SIDE: Final = 3
WRONG_USE: Final = 2


class NoFolder(Trouble):
    """A folder that somebody named cannot be used as one. error: why not, where it is more than not being there."""

    def __init__(self, named: Path, error: OSError | None = None) -> None:
        reason = error.strerror or type(error).__name__ if error else ""
        super().__init__(
            {
                "en": f"The folder {named} cannot be read ({reason}). Change its permissions, or name another one.",
                "ko": f"{named}: 폴더를 읽을 수 없어요({reason}). 권한을 바꾸거나 다른 폴더를 지정해 주세요.",
            }
            if error
            else {
                "en": f"There is no folder {named}. Is it misspelt?",
                "ko": f"{named}: 그런 폴더가 없어요. 잘못 쓴 글자가 없는지 확인해 주세요.",
            }
        )


WRONGLY_NAMED: Final = (UnknownExercise, AmbiguousExercise, UnknownCourse, NoFolder, WrongSource, UnfitId)


def whole(named: Path) -> Path:
    """Return a path from the root on. Raises NoFolder for the home of nobody, and for links that lead in a circle."""
    try:
        return named.expanduser().resolve()
    except (OSError, RuntimeError):
        raise NoFolder(named) from None


@contextmanager
def opened(arguments: SimpleNamespace, language: str) -> Iterator[Session]:
    """Give a session and end it afterwards; while a large course is read, say so on stderr in `language`.

    Raises CourseError, and NoFolder for a course that is not there.
    """
    course, workspace = folder(arguments.course), whole(arguments.workspace)
    listed, warning = CourseList(workspace).neighbours()
    if arguments.beside is not None:  # only those that were named; one that is listed as well keeps its ids
        named = [Neighbour(folder(path)) for path in arguments.beside]
        listed = (*(one for one in listed if is_same(one.root, course)), *named)
    reading = ReadingLine(lambda: language_before(workspace, arguments, language))
    try:
        session = open_session(course, workspace, arguments.device, listed, reading)
    finally:
        reading.clear()
    session.warning = session.warning or warning
    try:
        yield session
    finally:
        session.close()


def folder(named: Path) -> Path:
    """Return the whole path of a folder. Raises NoFolder for what is none."""
    path = whole(named)
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        is_folder = False
    except OSError as error:
        raise NoFolder(path, error) from None
    if not is_folder:
        raise NoFolder(path)
    return path


def language_of(session: Session, arguments: SimpleNamespace, language: str) -> str:
    """Return the language to speak: one that was asked for, else the one chosen in the tutorial, else `language`."""
    return language if arguments.lang else session.settings.language or language


def language_before(workspace: Path, arguments: SimpleNamespace, language: str) -> str:
    """Return the language to speak, as `language_of`, before there is a session."""
    return language if arguments.lang else load_settings(workspace)[0].language or language


def complain(trouble: Trouble, arguments: SimpleNamespace, language: str) -> int:
    """Say on stderr what went wrong; return the exit code for it."""
    if isinstance(trouble, CourseError):
        broken(trouble, arguments.course, language)
        return OUR_SIDE
    page = Page(language, sys.stderr)
    page.paragraph(page.spoken(trouble.sentence))
    return WRONG_USE if isinstance(trouble, WRONGLY_NAMED) else OUR_SIDE


def broken(error: CourseError, course: Path, language: str) -> None:
    """Say on stderr that a course cannot be opened, and everything that is to be mended in it."""
    page = Page(language, sys.stderr)
    page.line(page.tr("course.broken", course=course))
    for line in page.spoken(error.sentence).splitlines():
        page.line(f"  {line}")


def open_tutorial(arguments: SimpleNamespace, language: str, show: Callable[[Session, str], int]) -> int:
    """Open a session and `show` it in a language on this terminal; return the exit code."""
    page = Page(language, sys.stderr)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        page.paragraph(page.tr("tutorial.no_terminal"))
        return WRONG_USE
    try:
        with opened(arguments, language) as session:
            return show(session, language_of(session, arguments, language))
    except Trouble as trouble:
        return complain(trouble, arguments, language)
