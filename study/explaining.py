"""Find the page of a lesson that explains what went wrong. Pure: the course knows what its pages explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from grader import Status

if TYPE_CHECKING:
    from grader import Verdict
    from grader.text import Text
    from study.course import Course, Exercise, Lesson

_NOTHING_TO_READ: Final = (Status.PASSED, Status.INVALID, Status.UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page of a lesson. page counts from 0. title: its heading, by language."""

    lesson: Lesson
    page: int
    title: Text


def page_that_explains(course: Course, exercise: Exercise, mistake: str | None = None) -> PageToRead:
    """Return the page to read again, given the key of a recognised mistake.

    That is the page marked with the mistake, in the exercise's own lesson or else in the nearest one before it; then
    the page marked with the exercise; then the first page of its lesson.
    """
    lessons = course.part(exercise.lesson).lessons
    lesson = course.lesson(exercise.lesson)
    if mistake is not None:
        for candidate in lessons[lessons.index(lesson) :: -1]:
            if (page := _marked(candidate, mistake)) is not None:
                return page
    return _marked(lesson, exercise.name) or _page(lesson, 0)


def page_for_verdict(course: Course, verdict: Verdict) -> PageToRead | None:
    """Return the page that explains why a submission failed.

    None when there is nothing to read up: it passed, was never run, or the fault is ours. Raises KeyError for an
    exercise of another course.
    """
    if verdict.status in _NOTHING_TO_READ or verdict.not_started:
        return None
    failed = verdict.first_failed
    return page_that_explains(course, course.exercise(verdict.exercise), failed.mistake if failed else None)


def _marked(lesson: Lesson, key: str) -> PageToRead | None:
    found = (number for number, page in enumerate(lesson.pages) if key in page.explains)
    number = next(found, None)
    return None if number is None else _page(lesson, number)


def _page(lesson: Lesson, number: int) -> PageToRead:
    return PageToRead(lesson, number, lesson.pages[number].title if lesson.pages else lesson.title)
