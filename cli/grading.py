"""`grade`: files of the workspace, once, on all cores."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Final

from cli import verdict as verdict_text
from cli.board import Board
from cli.page import Page
from grader import Status, Verdict
from study.naming import find_exercise
from study.several import judge_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import SimpleNamespace

    from study.course import Exercise
    from study.session import Session

ALL_PASSED: Final = 0
NOT_ALL: Final = 1
WRONG_USE: Final = 2
OUR_SIDE: Final = 3
INTERRUPTED: Final = 130


def grade(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    """Grade the exercises that were named, else every one that has a file. Return the exit code.

    Verdicts come in order, whichever is known first. Ctrl+C calls off what is not judged yet.
    """
    session.judge.anyway = arguments.anyway
    named = [find_exercise(session.course, session.workspace, name) for name in arguments.exercises]
    exercises = list(dict.fromkeys(named)) if named else _with_a_file(session)
    complaint = Page(page.language, sys.stderr)
    if not exercises:
        complaint.line(page.tr("grade.nothing", workspace=session.workspace.root))
        return WRONG_USE
    board = Board(page, len(exercises))
    shown: list[Verdict] = []

    def show(verdict: Verdict) -> None:
        shown.append(verdict)
        if arguments.json:
            page.data(verdict.to_json())
        else:
            verdict_text.show(verdict, page, session.course)

    interrupted = False
    try:
        with closing(judge_all(session.judge, exercises, board, board.draw)) as verdicts:
            for verdict in verdicts:
                page.clear()
                show(verdict)
    except KeyboardInterrupt:
        interrupted = True
        for exercise in exercises[len(shown) :]:
            if exercise.id in board.judged:
                show(board.judged[exercise.id])
    if len(shown) > 1 and not arguments.json:
        _summary(shown, page)
    if interrupted:
        page.clear()
        complaint.line(page.tr("grade.interrupted", count=len(shown), total=len(exercises)))
        return INTERRUPTED
    return _exit_code(shown)


def _with_a_file(session: Session) -> list[Exercise]:
    return [exercise for exercise in session.course.exercises if os.path.lexists(session.workspace.file(exercise))]


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
