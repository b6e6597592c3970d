"""`list`: lessons and exercises, with where one stands. `status`: how far one is, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cli.cells import cells, cut, pad
from cli.marks import glyph
from study.mark import exercise_mark, lesson_mark
from study.standing import lesson_progress, next_exercise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import SimpleNamespace

    from cli.page import Page
    from study.course import Course, Exercise, Lesson
    from study.session import Session
    from study.standing import Progress

BAR: Final = 20


def show_list(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    """Print every lesson with its exercises."""
    if arguments.json:
        page.data(_course(session))
        return 0
    progress = session.progress()
    for number, course in enumerate(_courses(session)):
        if number:
            page.line()
        _title(page, course, session)
        for lesson in course.lessons:
            page.line()
            _show_lesson(page, lesson, progress)
    page.line()
    _absent(page, session)
    page.paragraph(page.tr("list.next"))
    return 0


def show_status(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    """Print how far one is in each lesson and altogether, and the exercise to go on with."""
    if arguments.json:
        page.data(_status(session))
        return 0
    found = _status(session)
    progress = session.progress()
    width = max(cells(page.spoken(lesson.title)) for lesson in session.course.lessons)
    for course in _courses(session):
        _title(page, course, session)
        page.line()
        for lesson in course.lessons:
            standing = lesson_progress(progress, lesson)
            mark = lesson_mark(standing)
            filled = BAR * standing.passed // standing.total if standing.total else BAR * standing.done
            bar = page.paint("█" * filled, "green") + page.paint("░" * (BAR - filled), "dim")
            title = pad(cut(page.spoken(lesson.title), 32), min(width, 32))
            counts = f"{standing.passed:>2}/{standing.total:<2}  {page.tr(f'lesson.{mark}')}"
            page.line(f"{glyph(page, mark)} {title}  {bar} {counts}")
        page.line()
    _absent(page, session)
    page.paragraph(page.tr("status.sum", **{name: found[name] for name in ("passed", "total", "attempts")}))
    page.paragraph(page.tr("status.questions", right=found["questions_right"], total=found["questions_total"]))
    following = next_exercise(session.course, progress)
    page.paragraph(page.tr("status.next", exercise=following.id) if following else page.tr("status.finished"))
    return 0


def _courses(session: Session) -> Sequence[Course]:
    """Return every course that was opened, by itself."""
    return session.course.parts or (session.course,)


def _title(page: Page, course: Course, session: Session) -> None:
    page.line(page.paint(page.spoken(course.title), "bold"))
    if course.id in session.strangers:
        page.paragraph(page.tr("course.strange"), "", "yellow")


def _show_lesson(page: Page, lesson: Lesson, progress: Progress) -> None:
    standing = lesson_progress(progress, lesson)
    mark = lesson_mark(standing)
    right = page.tr("list.lesson", passed=standing.passed, total=standing.total, minutes=lesson.minutes)
    head = f"{lesson.id}  {page.spoken(lesson.title)}"
    _row(page, f"{glyph(page, mark)} ", head, f"{page.tr(f'lesson.{mark}')} · {right}", "bold")
    for exercise in lesson.exercises:
        mark = exercise_mark(progress.exercise(exercise.id))
        title = f"{pad(exercise.name, _longest(lesson))}  {page.spoken(exercise.titles)}"
        _row(page, f"    {glyph(page, mark)} ", title, page.tr(f"exercise.{mark}"))


def _absent(page: Page, session: Session) -> None:
    """Say which courses could not be opened, a line each."""
    for one in session.absent:
        page.paragraph(page.tr("course.absent", name=one.name), "", "yellow")
    if session.absent:
        page.line()


def _row(page: Page, start: str, text: str, right: str, *colours: str) -> None:
    indent = 6 if start.startswith(" ") else 2
    room = page.width - indent - cells(right) - 2
    shown = pad(cut(text, room), room)
    page.line(f"{start}{page.paint(shown, *colours)}  {right}")


def _longest(lesson: Lesson) -> int:
    return max(len(exercise.name) for exercise in lesson.exercises)


def _course(session: Session) -> dict[str, Any]:
    course = session.course
    return {
        "id": course.id,
        "title": dict(course.title),
        "version": course.version,
        "courses": [
            {"id": part.id, "title": dict(part.title), "version": part.version, "strange": part.id in session.strangers}
            for part in _courses(session)
        ],
        "absent": [{"name": one.name, "problems": dict(one.trouble.sentence)} for one in session.absent],
        "lessons": [_lesson(session, lesson) for lesson in course.lessons],
    }


def _lesson(session: Session, lesson: Lesson) -> dict[str, Any]:
    return {
        "id": lesson.id,
        "title": dict(lesson.title),
        "summary": dict(lesson.summary),
        "needs": list(lesson.needs),
        "packages": list(lesson.packages),
        "minutes": lesson.minutes,
        **_counts(session, lesson),
        "exercises": [_exercise(session, exercise) for exercise in lesson.exercises],
    }


def _counts(session: Session, lesson: Lesson) -> dict[str, Any]:
    standing = lesson_progress(session.progress(), lesson)
    return {
        "status": str(lesson_mark(standing)),
        "passed": standing.passed,
        "total": standing.total,
        "questions_right": standing.questions_right,
        "questions_total": standing.questions_total,
    }


def _exercise(session: Session, exercise: Exercise) -> dict[str, Any]:
    standing = session.progress().exercise(exercise.id)
    return {
        "id": exercise.id,
        "title": dict(exercise.titles),
        "kind": exercise.kind,
        "file": str(session.workspace.file(exercise)),
        "status": str(exercise_mark(standing)),
        "last_status": standing.last_status,
        "attempts": standing.attempts,
        "hints": standing.hints,
        "passed_at": standing.passed_at.isoformat() if standing.passed_at else None,
    }


def _status(session: Session) -> dict[str, Any]:
    lessons = [{"id": lesson.id, **_counts(session, lesson)} for lesson in session.course.lessons]
    progress = session.progress()
    following = next_exercise(session.course, progress)
    sums = ("passed", "total", "questions_right", "questions_total")
    return {
        **{name: sum(lesson[name] for lesson in lessons) for name in sums},
        "attempts": sum(progress.exercise(exercise.id).attempts for exercise in session.course.exercises),
        "hints": sum(progress.exercise(exercise.id).hints for exercise in session.course.exercises),
        "next": following.id if following else None,
        "lessons": lessons,
    }
