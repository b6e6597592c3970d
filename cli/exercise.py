"""Commands on one exercise: `hint`, `reset`, `solution` and `path`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from cli.markdown import paragraphs, prose
from cli.page import Page
from study.actions import SolutionLocked, open_exercise, reset_exercise, reveal_solution, shown_hints, take_hint
from study.naming import find_exercise

if TYPE_CHECKING:
    from types import SimpleNamespace

    from study.course import Exercise
    from study.session import Session

DONE: Final = 0
NOT_DONE: Final = 1
YES: Final = ("y", "네", "예", "ㅇ", "ㅛ")  # ㅛ: the y key with a Korean layout


def hint(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    """Print the hints that were shown before, then the next one."""
    exercise = _named(arguments, session)
    earlier = shown_hints(session, exercise, page.language)
    taken = take_hint(session, exercise, page.language)
    page.line(page.paint(f"{exercise.id}  {page.spoken(exercise.titles)}", "bold"))
    hints = (*earlier, taken.text) if taken.new else earlier
    for number, text in enumerate(hints, start=1):
        page.line()
        page.line(page.paint(page.tr("hint.count", number=number, total=taken.total), "cyan"))
        for line in paragraphs(text):
            if line.startswith("    "):  # code keeps its line ends, however long
                page.line(f"  {line}")
            else:
                prose(page, line, "  ")
    page.line()
    page.paragraph(page.tr("hint.more" if taken.number < taken.total else "hint.last"), "", "dim")
    return DONE


def reset(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    """Begin an exercise again after asking; the old file stays beside it under a new name."""
    exercise = _named(arguments, session)
    if session.workspace.is_untouched(exercise):
        page.line(page.tr("reset.nothing", file=session.workspace.open(exercise)))
        return DONE
    if not arguments.yes and not agreed(page.tr("reset.question", exercise=exercise.id)):
        page.paragraph(page.tr("reset.declined"))
        return NOT_DONE
    kept = reset_exercise(session, exercise)
    page.line(page.tr("reset.done", file=session.workspace.file(exercise)))
    if kept is not None:
        page.line(page.tr("reset.kept", file=kept))
    return DONE


def solution(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    """Print the solution once the exercise has passed, or when the learner wants it anyway."""
    exercise = _named(arguments, session)
    try:
        source = reveal_solution(session, exercise, anyway=arguments.anyway)
    except SolutionLocked as trouble:
        page.paragraph(page.spoken(trouble.sentence))
        return NOT_DONE
    page.line(source.rstrip("\n"))
    return DONE


def path(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    """Print where the learner's file is; it is made when there was none, and where from is said on stderr."""
    exercise = _named(arguments, session)
    earlier = session.workspace.comes_from(exercise)
    page.line(str(open_exercise(session, exercise)))
    if earlier is not None:
        Page(page.language, sys.stderr).paragraph(page.tr("path.copied", earlier=earlier))
    return DONE


def _named(arguments: SimpleNamespace, session: Session) -> Exercise:
    return find_exercise(session.course, session.workspace, arguments.exercise)


def agreed(question: str) -> bool:
    """Ask a question on this terminal, and return whether the answer is yes. No answer is no."""
    sys.stdout.write(f"{question} ")
    sys.stdout.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        sys.stdout.write("\n")
    return answer.strip().lower().startswith(YES)
