"""Which lessons and exercises of a course somebody means to check."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from study.naming import UnknownExercise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from study.course import Course, Exercise, Lesson


def select(course: Course, names: Sequence[str]) -> tuple[Sequence[Lesson], Sequence[Exercise]]:
    """Return the lessons and exercises that `names` mean; all of the course without names.

    A lesson stands for its exercises, too. A name is an id, the name of an exercise, or a part of an id: then all that
    it fits. Raises UnknownExercise.
    """
    if not names:
        return course.lessons, course.exercises
    lessons: dict[str, Lesson] = {}
    exercises: dict[str, Exercise] = {}
    for name in names:
        wanted = name.strip().replace("\\", "/").strip("/").casefold()
        meant = [lesson for lesson in course.lessons if lesson.id.casefold() == wanted]
        meant = meant or [lesson for lesson in course.lessons if wanted and wanted in lesson.id.casefold()]
        lessons.update((lesson.id, lesson) for lesson in meant)
        of_lessons = [exercise for lesson in meant for exercise in lesson.exercises]
        found = of_lessons if meant else _exercises(course, wanted)
        if not (meant or found):
            ids = [*(lesson.id for lesson in course.lessons), *(exercise.id for exercise in course.exercises)]
            raise UnknownExercise(name, get_close_matches(wanted, ids, n=3))
        exercises.update((exercise.id, exercise) for exercise in found)
    return (
        [lesson for lesson in course.lessons if lesson.id in lessons],
        [exercise for exercise in course.exercises if exercise.id in exercises],
    )


def select_from(
    courses: Sequence[Course], names: Sequence[str]
) -> Sequence[tuple[Course, Sequence[Lesson], Sequence[Exercise]]]:
    """Return what `names` mean in each course that has something of it. Raises UnknownExercise when none has."""
    fitting: dict[int, list[str]] = {place: [] for place in range(len(courses))}
    for name in names:
        unknown: UnknownExercise | None = None
        for place, course in enumerate(courses):
            try:
                select(course, [name])
            except UnknownExercise as error:
                unknown = unknown or error
            else:
                fitting[place].append(name)
        if unknown is not None and not any(name in found for found in fitting.values()):
            raise unknown
    return [
        (course, *select(course, fitting[place])) for place, course in enumerate(courses) if fitting[place] or not names
    ]


def _exercises(course: Course, wanted: str) -> Sequence[Exercise]:
    exact = [one for one in course.exercises if wanted in (one.id.casefold(), one.name.casefold())]
    return exact or [one for one in course.exercises if wanted and wanted in one.id.casefold()]
