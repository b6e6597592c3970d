"""`grade`: files of the workspace, once. `watch`: the same at every save."""

from __future__ import annotations

import os
import sys
import threading
from datetime import datetime
from typing import TYPE_CHECKING, Final

from cli import verdict as verdict_text
from cli.page import Page
from grader import Cancelled, CheckFinished, GradingEvent, Started, Status, Verdict, Waiting
from study.naming import find_exercise
from study.watching import watch as saves

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from study.course import Exercise
    from study.session import Session

ALL_PASSED: Final = 0
NOT_ALL: Final = 1
WRONG_USE: Final = 2
OUR_SIDE: Final = 3


def grade(arguments: argparse.Namespace, session: Session, page: Page) -> int:
    """Grade the exercises that were named, else every one that has a file. Return the exit code."""
    named = [find_exercise(session.course, session.workspace, name) for name in arguments.exercises]
    exercises = list(dict.fromkeys(named)) if named else _with_a_file(session)
    if not exercises:
        complaint = Page(page.language, sys.stderr)
        complaint.line(page.tr("grade.nothing", workspace=session.workspace.root))
        return WRONG_USE
    verdicts = []
    for number, exercise in enumerate(exercises, start=1):
        place = f"{number}/{len(exercises)}" if len(exercises) > 1 else ""
        verdict = session.judge.judge(exercise, listen=_progress(exercise, place, page))
        page.clear()
        verdicts.append(verdict)
        if arguments.json:
            page.data(verdict.to_json())
        else:
            verdict_text.show(verdict, page)
    if len(verdicts) > 1 and not arguments.json:
        _summary(verdicts, page)
    return _exit_code(verdicts)


def watch(arguments: argparse.Namespace, session: Session, page: Page) -> int:
    """Grade at every save until Ctrl+C. A newer save takes the place of the one that is being graded.

    Raises WorkspaceError when there can be no workspace, OSError when nothing can be printed any more.
    """
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
    return ALL_PASSED


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
            verdict = session.judge.judge(exercise, listen=_progress(exercise, "", page), cancelled=self._cancelled)
        except Cancelled:
            page.clear()
            return
        page.clear()
        page.line()
        page.line(page.paint(f"{datetime.now():%H:%M:%S}", "dim"))
        verdict_text.show(verdict, page)
        if session.log.trouble is not None:
            page.paragraph(page.spoken(session.log.trouble))


def _with_a_file(session: Session) -> list[Exercise]:
    return [exercise for exercise in session.course.exercises if os.path.lexists(session.workspace.file(exercise))]


def _progress(exercise: Exercise, place: str, page: Page) -> Callable[[GradingEvent], None]:
    start = f"{place} {exercise.id}  " if place else f"{exercise.id}  "
    finished = 0

    def listen(event: GradingEvent) -> None:
        nonlocal finished
        match event:
            case Waiting(family, seconds):
                page.passing(start + page.tr("grade.waiting", family=family, seconds=int(seconds)))
            case Started(device):
                page.passing(start + page.tr("grade.running", device=device))
            case CheckFinished():
                finished += 1
                page.passing(start + page.tr("grade.checked", count=finished))
            case _:
                pass

    page.passing(start + page.tr("grade.begins"))
    return listen


def _summary(verdicts: Sequence[Verdict], page: Page) -> None:
    page.line()
    states = [verdict_text.state(verdict) for verdict in verdicts]
    parts = []
    for state, (mark, colour) in verdict_text.LOOKS.items():
        if count := states.count(state):
            parts.append(page.paint(f"{mark} {page.tr(f'verdict.{state}')}: {count}", colour))
    page.line(page.tr("grade.sum", count=len(verdicts)) + "  " + "   ".join(parts))


def _exit_code(verdicts: Sequence[Verdict]) -> int:
    if any(verdict.status is Status.UNAVAILABLE for verdict in verdicts):
        return OUR_SIDE
    return ALL_PASSED if all(verdict.passed for verdict in verdicts) else NOT_ALL
