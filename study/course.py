"""What a course is made of, as frozen data. `course_reader` reads it from files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from study.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from grader.text import Text


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise.

    id: ``02_autograd/grad_of``; lesson and name are its two halves.
    kind: fill, fix, write, port or fast.
    titles: the first line of its texts.
    folder: holds stub.py, en.md and ko.md. checks: the folder that judges it.
    """

    id: str
    lesson: str
    name: str
    kind: str
    titles: Text = field(compare=False)
    folder: Path
    checks: Path
    stub: Path


@dataclass(frozen=True, slots=True)
class LessonPage:
    """One page of a lesson, as far as it is known without its text.

    title: its heading, by language. explains: keys of the messages that it explains, and names of exercises.
    """

    title: Text
    explains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson.

    needs: ids of the lessons to read first. packages: what its exercises import.
    minutes: reading and exercises together.
    questions: ids of the questions in its text, in order. pages: at least one, once it was read from files.
    """

    id: str
    title: Text = field(compare=False)
    summary: Text = field(compare=False)
    needs: tuple[str, ...]
    packages: tuple[str, ...]
    minutes: int
    folder: Path
    exercises: tuple[Exercise, ...]
    questions: tuple[str, ...] = ()
    pages: tuple[LessonPage, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Course:
    """A folder with ``lessons/``, ``exercises/`` and ``grader/hidden/`` in it. Lessons are ordered by their names."""

    root: Path
    title: Text = field(compare=False)
    version: str
    lessons: tuple[Lesson, ...]
    id: str = ""

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, in the order in which it is met."""
        return tuple(exercise for lesson in self.lessons for exercise in lesson.exercises)

    def lesson(self, lesson_id: str) -> Lesson:
        """Return the lesson with this id. Raises KeyError."""
        for lesson in self.lessons:
            if lesson.id == lesson_id:
                return lesson
        raise KeyError(lesson_id)

    def number(self, lesson: Lesson) -> str:
        """Return the number that the name of a lesson's folder begins with, else its place in the course."""
        digits, _, _ = lesson.id.partition("_")
        return digits if digits.isdecimal() else str(self.lessons.index(lesson) + 1)

    def exercise(self, exercise_id: str) -> Exercise:
        """Return the exercise with this id. Raises KeyError."""
        lesson_id, _, _ = exercise_id.partition("/")
        for exercise in self.lesson(lesson_id).exercises:
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a course's files that its author has to mend.

    field: the place inside the file, such as ``exercises[2].kind`` or ``line 12``; empty for the file as a whole.
    """

    file: Path
    field: str
    sentence: Text


class CourseError(Trouble):
    """A course, or one text of it, cannot be used as it is. `problems` are all that were found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        languages = {language: None for problem in problems for language in problem.sentence}
        super().__init__(
            {language: "\n".join(_line(problem, language) for problem in problems) for language in languages}
        )


def _line(problem: Problem, language: str) -> str:
    place = f"{problem.file}: {problem.field}" if problem.field else str(problem.file)
    return f"{place}: {problem.sentence.get(language, '')}"
