"""What a learner does, noted in the progress log: the same for every front end.

A noting that fails never fails the action: the log keeps the event and says so in `trouble`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from study.course import CourseError, Problem
from study.course_file import read_text
from study.event import Kind
from study.exercise_text import HINTS, read_exercise
from study.question import mark
from study.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from study.course import Exercise, Lesson
    from study.question import Given, Marked, Question
    from study.session import Session
    from study.standing import Visit


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint, as Markdown. number counts from 1 to `total`; new: it was not shown before."""

    number: int
    total: int
    text: str
    new: bool


class SolutionLocked(Trouble):
    """The solution is for later: the exercise has not passed yet."""

    def __init__(self, exercise: Exercise) -> None:
        super().__init__(
            {
                "en": f"The solution of {exercise.id} opens once it has passed. "
                "Take a hint first; with --anyway you see it now, and your progress says so.",
                "ko": f"{exercise.id}의 풀이는 채점을 통과하면 열려요. "
                "먼저 힌트를 보세요. --anyway를 붙이면 지금 볼 수 있고, 진도에 기록돼요.",
            }
        )


def open_exercise(session: Session, exercise: Exercise) -> Path:
    """Return the learner's file of an exercise, made from the stub when there was none. Raises WorkspaceError."""
    file = session.workspace.open(exercise)
    if session.progress().exercise(exercise.id).opened_at is None:
        session.log.append(Kind.EXERCISE_OPENED, exercise=exercise.id)
    return file


def shown_hints(session: Session, exercise: Exercise, language: str) -> tuple[str, ...]:
    """Return the hints that were taken so far. Raises CourseError when they cannot be read."""
    return read_exercise(exercise, language).hints[: session.progress().exercise(exercise.id).hints]


def take_hint(session: Session, exercise: Exercise, language: str) -> Hint:
    """Return the next hint; the last one again when all were taken. Raises CourseError when it cannot be read."""
    hints = read_exercise(exercise, language).hints
    shown = session.progress().exercise(exercise.id).hints
    number = min(shown + 1, HINTS)
    if number > shown:
        session.log.append(Kind.HINT_SHOWN, exercise=exercise.id, number=number)
    return Hint(number, HINTS, hints[number - 1], number > shown)


def reveal_solution(session: Session, exercise: Exercise, *, anyway: bool = False) -> str:
    """Return the source of the solution.

    Raises SolutionLocked before the exercise has passed, unless `anyway`; CourseError when the course has none.
    """
    passed = session.progress().passed(exercise.id)
    if not passed and not anyway:
        raise SolutionLocked(exercise)
    problems: list[Problem] = []
    source = read_text(exercise.checks / "solution.py", problems)
    if source is None:
        raise CourseError(tuple(problems))
    session.log.append(Kind.SOLUTION_SHOWN if passed else Kind.SOLUTION_REVEALED_EARLY, exercise=exercise.id)
    return source


def reset_exercise(session: Session, exercise: Exercise) -> Path | None:
    """Begin an exercise again; return where the old file is kept, None when there was nothing to keep.

    Raises WorkspaceError. What was passed stays passed.
    """
    kept = session.workspace.reset(exercise)
    session.log.append(Kind.RESET, exercise=exercise.id)
    return kept


def answer_question(session: Session, lesson: Lesson, question: Question, given: Given) -> Marked:
    """Mark an answer to a question of a lesson, and note how it went."""
    marked = mark(question, given)
    said = sorted(given) if isinstance(given, frozenset) else given
    session.log.append(Kind.QUESTION_ANSWERED, lesson=lesson.id, question=question.id, right=marked.right, answer=said)
    return marked


def read_page(session: Session, lesson: Lesson, page: int) -> None:
    """Note that a page of a lesson, counted from 0, was read. Once is enough."""
    if page not in session.progress().pages.get(lesson.id, ()):
        session.log.append(Kind.PAGE_READ, lesson=lesson.id, page=page)


def visit(session: Session, place: Visit) -> None:
    """Note where the learner is, to go on from there next time."""
    if session.progress().last_visit != place:
        session.log.append(Kind.VISITED, **asdict(place))
