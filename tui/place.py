"""Where a learner goes on, and what they answered before: pure readings of progress and events."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from study.event import Event, Kind
from study.standing import Progress, next_exercise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from study.course import Course, Exercise, Lesson
    from study.question import Given


class Going(StrEnum):
    """What going on means: begin, read on, work on, or nothing is left."""

    START = "start"
    LESSON = "lesson"
    EXERCISE = "exercise"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go on. page counts from 0; exercise only for `Going.EXERCISE`."""

    kind: Going
    lesson: Lesson
    page: int = 0
    exercise: Exercise | None = None


def next_place(course: Course, progress: Progress) -> Place:
    """Return where the learner goes on.

    That is the lesson or exercise they were in; once that exercise has passed, the next one, or its lesson when none
    of that was read.
    """
    visit = progress.last_visit
    lesson = next((one for one in course.lessons if visit is not None and one.id == visit.lesson), None)
    if visit is not None and lesson is not None and visit.screen == "lesson":
        return Place(Going.LESSON, lesson, visit.page)
    exercises = {exercise.id: exercise for exercise in course.exercises}
    visited = exercises.get(visit.exercise) if visit is not None else None
    if visited is not None and not progress.passed(visited.id):
        return Place(Going.EXERCISE, course.lesson(visited.lesson), exercise=visited)
    if visited is None and not progress.exercises:
        return Place(Going.START, course.lessons[0])
    return _after(course, progress)


def last_page(events: Iterable[Event], lesson: Lesson) -> int:
    """Return the page of a lesson on which the learner was last; 0 for a lesson that was never opened."""
    pages = [
        event.number("page") for event in events if event.kind == Kind.VISITED and event.text("lesson") == lesson.id
    ]
    return next((page for page in reversed(pages) if page is not None), 0)


def answers(events: Iterable[Event], lesson: Lesson) -> Mapping[str, Given]:
    """Return the latest answer to each question of a lesson, by question id."""
    found: dict[str, Given] = {}
    for event in events:
        if event.kind == Kind.QUESTION_ANSWERED and event.text("lesson") == lesson.id:
            given = event.data.get("answer")
            if isinstance(given, list) and all(isinstance(index, int) for index in given):
                found[event.text("question")] = frozenset(given)
            elif isinstance(given, str):
                found[event.text("question")] = given
    return found


def _after(course: Course, progress: Progress) -> Place:
    exercise = next_exercise(course, progress)
    if exercise is None:
        return Place(Going.FINISHED, course.lessons[0])
    lesson = course.lesson(exercise.lesson)
    untouched = lesson.id not in progress.pages and not any(one.id in progress.exercises for one in lesson.exercises)
    if untouched:
        return Place(Going.LESSON, lesson)
    return Place(Going.EXERCISE, lesson, exercise=exercise)
