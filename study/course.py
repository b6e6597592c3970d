"""What a course is made of, as frozen data. `course_reader` reads it from files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from grader.text import say
from study.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from grader.text import Text


MOST_TOLD: Final = 200
BESIDE: Final = ":"
"""Between the id of a course that stands beside the first one and the id of a lesson of it. No name may hold it."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise.

    id: ``02_autograd/grad_of``; lesson and name are its two halves. In a course that stands beside the first one the
    lesson begins with that course's id: ``algebra:02_autograd/grad_of``.
    kind: fill, fix, write, port or fast.
    titles: the first line of its texts.
    folder: holds stub.py, en.md and ko.md. checks: the folder that judges it.
    was: ids that it had before, the likeliest first.
    """

    id: str
    lesson: str
    name: str
    kind: str
    titles: Text = field(compare=False)
    folder: Path
    checks: Path
    stub: Path
    was: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where its file is below a workspace, without the suffix: a folder for a course beside, then its lesson."""
        return self.id.replace(BESIDE, "/")

    @property
    def paths_before(self) -> tuple[str, ...]:
        """Where its file was below a workspace under earlier ids, without the suffix."""
        beside = self.id[: self.id.find(BESIDE) + 1].replace(BESIDE, "/")
        return tuple(beside + old for old in self.was)


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
    was: names that its folder had before.
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
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """A folder with ``lessons/``, ``exercises/`` and ``grader/hidden/`` in it. Lessons are ordered by their names.

    parts: the courses that were put together to this one (`study.courses`); none for a course by itself. Then root,
    title, version and id are those of the first, and the lessons those of all.
    """

    root: Path
    title: Text = field(compare=False)
    version: str
    lessons: tuple[Lesson, ...]
    id: str = ""
    parts: tuple[Course, ...] = ()

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, in the order in which it is met."""
        return tuple(exercise for lesson in self.lessons for exercise in lesson.exercises)

    @property
    def ids_before(self) -> Mapping[str, str]:
        """Ids that lessons and exercises had before, each with the one of today."""
        now: dict[str, str] = {}
        for lesson in self.lessons:
            beside = lesson.id[: lesson.id.find(BESIDE) + 1]
            now.update(dict.fromkeys((beside + old for old in lesson.was), lesson.id))
            for exercise in lesson.exercises:
                now.update(dict.fromkeys((beside + old for old in exercise.was), exercise.id))
        return now

    def lesson(self, lesson_id: str) -> Lesson:
        """Return the lesson with this id. Raises KeyError."""
        for lesson in self.lessons:
            if lesson.id == lesson_id:
                return lesson
        raise KeyError(lesson_id)

    def part(self, lesson_id: str) -> Course:
        """Return the course that a lesson belongs to: one of `parts`, or this one. Raises KeyError."""
        self.lesson(lesson_id)
        return next((part for part in self.parts if any(lesson.id == lesson_id for lesson in part.lessons)), self)

    def number(self, lesson: Lesson) -> str:
        """Return the number that the name of a lesson's folder begins with, else its place in its course."""
        digits, _, _ = lesson.id.rpartition(BESIDE)[2].partition("_")
        return digits if digits.isdecimal() else str(self.part(lesson.id).lessons.index(lesson) + 1)

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

    field: the place inside the file, such as ``exercises[2].kind``; empty for the file, or the line, as a whole.
    line: counted from 1; 0 for the file as a whole.
    """

    file: Path
    field: str
    sentence: Text
    line: int = 0

    def told(self, language: str, root: Path | None = None) -> str:
        """Return the problem on one line, as compilers tell theirs; the path from `root` on where it lies in it."""
        inside = root is not None and self.file.is_relative_to(root)
        path = self.file.relative_to(root) if root is not None and inside else self.file
        place = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in path.as_posix())
        place = f"{place}:{self.line}" if self.line else place
        field = f"{self.field}: " if self.field else ""
        return f"{place}: {field}{self.sentence.get(language, '')}"


class CourseError(Trouble):
    """A course, or one text of it, cannot be used as it is. `problems` are all that were found.

    root: the course's folder, from which on paths are told.
    """

    def __init__(self, problems: Iterable[Problem], root: Path | None = None) -> None:
        self.problems = tuple(problems)
        languages = {language: None for problem in self.problems for language in problem.sentence}
        super().__init__({language: "\n".join(self._lines(language, root)) for language in languages})

    def _lines(self, language: str, root: Path | None) -> Iterator[str]:
        yield from (problem.told(language, root) for problem in self.problems[:MOST_TOLD])
        if (left := len(self.problems) - MOST_TOLD) > 0:
            yield say({"en": f"... and {left} more.", "ko": f"... 외 {left}개."}, language)
