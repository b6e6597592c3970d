"""`watch`: grade at every save, until Ctrl+C."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import TYPE_CHECKING, Final

from cli import verdict as verdict_text
from cli.board import Board
from grader import Cancelled, GradingEvent
from study.naming import find_exercise
from study.watching import watch as saves

if TYPE_CHECKING:
    from types import SimpleNamespace

    from cli.page import Page
    from grader import Listener
    from study.course import Exercise
    from study.session import Session

ENDED: Final = 0


def watch(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    """Grade at every save until Ctrl+C. A newer save takes the place of the one that is being graded.

    Raises WorkspaceError when there can be no workspace, OSError when nothing can be printed any more.
    """
    session.judge.anyway = arguments.anyway
    only = find_exercise(session.course, session.workspace, arguments.exercise) if arguments.exercise else None
    session.workspace.make()
    stop = threading.Event()
    changed = saves(session.workspace, session.course, stop)
    page.paragraph(page.tr("watch.one", exercise=only.id) if only else page.tr("watch.all"))
    page.line(page.tr("watch.where", workspace=session.workspace.root))
    running: _Running | None = None
    try:
        if only is not None:
            session.judge.prepare(only)
            running = _Running(session, only, page, stop)
        for exercise in changed:
            if only is not None and exercise.id != only.id:
                continue
            if running is not None:
                running.end()
            running = _Running(session, exercise, page, stop)
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        if running is not None:
            running.end()
    page.line()
    page.paragraph(page.tr("watch.end"))
    return ENDED


class _Running:
    """One grading in a thread of its own, so that a newer save can end it. Sets `stop` when it cannot print."""

    def __init__(self, session: Session, exercise: Exercise, page: Page, stop: threading.Event) -> None:
        self._cancelled = threading.Event()
        self._stop = stop
        self._refused: OSError | None = None
        self._thread = threading.Thread(target=self._grade, args=(session, exercise, page))
        self._thread.start()

    def end(self) -> None:
        """Cancel it, wait for it, and raise what kept it from printing."""
        self._cancelled.set()
        self._thread.join()
        if self._refused is not None:
            raise self._refused

    def _grade(self, session: Session, exercise: Exercise, page: Page) -> None:
        try:
            self._print_verdict(session, exercise, page)
        except OSError as error:
            self._refused = error
            self._stop.set()

    def _print_verdict(self, session: Session, exercise: Exercise, page: Page) -> None:
        try:
            verdict = session.judge.judge(exercise, listen=_drawing(exercise, page), cancelled=self._cancelled)
        except Cancelled:
            page.clear()
            return
        page.clear()
        page.line()
        page.line(page.paint(f"{datetime.now():%H:%M:%S}", "dim"))
        verdict_text.show(verdict, page, session.course)
        if session.log.trouble is not None:
            page.paragraph(page.spoken(session.log.trouble))


def _drawing(exercise: Exercise, page: Page) -> Listener:
    """Return a listener that draws what it hears at once."""
    board = Board(page)
    hear = board.begin(exercise)

    def listen(event: GradingEvent) -> None:
        hear(event)
        board.draw()

    board.draw()
    return listen
