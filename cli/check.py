"""`check`: is a course, or a part of it, as it should be? What an author runs before learners see it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.check_report import written
from cli.check_telling import show
from cli.opening import broken, folder, language_before, whole
from cli.page import Page
from cli.reading import ReadingLine
from study.computed_answers import FILE
from study.course import CourseError
from study.course_reader import course_problems, open_course
from workshop.checking import Wanted, check_course
from workshop.predictions import NoAnswer, compute_answers
from workshop.selection import select_from
from workshop.snippets import SnippetsEnd

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import SimpleNamespace

    from study.course import Course, Lesson
    from workshop.report import Report

GOOD: Final = 0
TO_MEND: Final = 1
OUR_SIDE: Final = 3


def check(arguments: SimpleNamespace, language: str) -> int:
    """Check what was named, else all of the course; one course after the other where several were named.

    Return 0, 1 with something to mend, or 3 when our side failed or a course cannot be opened. Raises Trouble.
    """
    workspace = whole(arguments.workspace)
    page = Page(language_before(workspace, arguments, language))
    roots = [folder(named) for named in (arguments.course, *(arguments.beside or ()))]
    if arguments.report:
        folder(Path(arguments.report).parent)
    courses = [course for root in roots if (course := _opened(root, page)) is not None]
    status = GOOD if len(courses) == len(roots) else OUR_SIDE
    found: list[tuple[Course, Report]] = []
    for course, lessons, exercises in select_from(courses, arguments.parts):
        if len(roots) > 1 and not arguments.json:
            page.line(page.paint(page.tr("checking.course", title=page.spoken(course.title), root=course.root), "bold"))
        if arguments.answers:
            status = max(status, _answer(lessons, page))
            continue
        wanted = Wanted(course, lessons, exercises, bool(arguments.quick), arguments.device)
        progress = _Progress(Page(page.language, sys.stderr))
        report = check_course(wanted, workspace / ".tutor" / "mistakes", progress)
        progress.clear()
        found.append((course, report))
        status = max(status, _tell(course, report, arguments, page))
    if arguments.report and found:
        Path(arguments.report).write_text(written(found, arguments, page), encoding="utf-8")
    return status


def _opened(root: Path, page: Page) -> Course | None:
    """Return a course, or None after saying all that its author has to mend."""
    reading = ReadingLine(lambda: page.language)
    try:
        return open_course(root, hear=reading)
    except CourseError:
        reading.clear()
        broken(CourseError(course_problems(root), root), root, page.language)
        return None
    finally:
        reading.clear()


def _tell(course: Course, report: Report, arguments: SimpleNamespace, page: Page) -> int:
    if arguments.json:
        page.data({"course": course.id, **report.to_json()})
    else:
        show(report, course.root, page)
    if report.unavailable:
        return OUR_SIDE
    return GOOD if report.is_good else TO_MEND


def _answer(lessons: Sequence[Lesson], page: Page) -> int:
    """Compute the answers of `predict` questions, and say what was found out."""
    status = GOOD
    for lesson in lessons:
        try:
            count = compute_answers(lesson)
        except (NoAnswer, SnippetsEnd) as error:
            status = TO_MEND
            page.paragraph(page.tr("checking.no_answer", lesson=lesson.id, how=error))
        else:
            key = "checking.answers_known" if count is None else "checking.answered"
            page.paragraph(page.tr(key, lesson=lesson.id, count=count, file=lesson.folder / FILE))
    return status


class _Progress:
    """Says on stderr how far it is: a line that changes on a terminal, else a line for each stage."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._told = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._page.on_terminal:
            what = self._page.tr(f"checking.{stage}")
            self._page.passing(self._page.tr("checking.progress", stage=what, done=done, total=total))
        elif stage != self._told and total:
            self._page.line(self._page.tr("checking.stage", stage=self._page.tr(f"checking.{stage}"), total=total))
        self._told = stage

    def clear(self) -> None:
        self._page.clear()
