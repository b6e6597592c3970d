"""The commands in plain text, by name. Trouble of any kind becomes a sentence on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from cli import doctor, exercise, grading, listing, watching
from cli.opening import complain, language_of, opened
from cli.page import Page
from study.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import SimpleNamespace

    from study.session import Session


def _bench(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    from cli.bench import bench  # only this command measures

    return bench(arguments, session, page)


def _new(arguments: SimpleNamespace, page: Page) -> int:
    from cli.new import begin

    return begin(arguments, page)


def _check(arguments: SimpleNamespace, language: str) -> int:
    from cli.check import check  # only this command and `new` need the workshop

    return check(arguments, language)


COMMANDS: Final[Mapping[str, Callable[[SimpleNamespace, Session, Page], int]]] = {
    "list": listing.show_list,
    "status": listing.show_status,
    "grade": grading.grade,
    "watch": watching.watch,
    "hint": exercise.hint,
    "reset": exercise.reset,
    "solution": exercise.solution,
    "path": exercise.path,
    "bench": _bench,
}
OUR_SIDE: Final = 3
INTERRUPTED: Final = 130
READER_GONE: Final = 141


def run(arguments: SimpleNamespace, language: str) -> int:
    """Run a command and return its exit code: 0, 1 not (all) passed, 2 wrong use, 3 our side failed.

    Where whoever read stopped reading, 141, as a shell says it: what was to be printed may be anything but a pass.
    """
    try:
        if arguments.command == "doctor":  # it looks at what may be broken, so it opens nothing
            return doctor.examine(arguments, Page(language))
        if arguments.command == "course":  # it mends what may be broken, so it opens courses by itself
            from cli import course  # only this command fetches

            return course.run(arguments, language)
        if arguments.command == "new":  # a course that has no lesson yet cannot be opened
            return _new(arguments, Page(language))
        if arguments.command == "check":  # it looks at courses one by one, also at those that cannot stand together
            return _check(arguments, language)
        with opened(arguments, language) as session:
            language = language_of(session, arguments, language)
            if session.warning is not None:
                _warn(language, session.warning)
            status = COMMANDS[arguments.command](arguments, session, Page(language))
            if session.log.trouble is not None:
                _warn(language, session.log.trouble)
            return status
    except Trouble as trouble:
        return complain(trouble, arguments, language)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the exit tries to print what is left
        if isinstance(error, BrokenPipeError):
            return READER_GONE
        page = Page(language, sys.stderr)
        page.paragraph(page.tr("trouble.system", reason=error))
        return OUR_SIDE


def _warn(language: str, sentence: Mapping[str, str]) -> None:
    page = Page(language, sys.stderr)
    page.paragraph(page.spoken(sentence))
