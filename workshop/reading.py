"""The steps of `check` that run nothing of an exercise: its texts, both languages, and what its stub gives away."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader import LANGUAGES
from study.course import CourseError
from study.exercise_text import read_exercise
from study.lesson_text import read_lesson
from workshop import languages, stubs, texts
from workshop.complaint import Complaint, Step, from_problem
from workshop.snippets import wrong_snippets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from study.course import Course, Exercise, Lesson
    from study.lesson_text import LessonText


def of_lesson(lesson: Lesson, course: Course) -> Iterator[Complaint]:
    """Yield what is wrong with the texts of a lesson."""
    try:
        read = {language: read_lesson(lesson, language) for language in LANGUAGES}
    except CourseError as error:
        for problem in error.problems:
            yield from_problem(lesson.id, Step.LANGUAGES, problem)
        return
    yield from languages.texts_differ(lesson.id, lesson.folder)
    yield from languages.questions_differ(lesson.id, lesson.folder, read)
    yield from texts.unwritten(lesson.id, lesson.folder / "lesson.toml")
    for language, text in read.items():
        yield from texts.of_file(lesson.id, lesson.folder / f"{language}.md", course, len(text.pages))
        yield from texts.of_lesson(lesson, language, text)


def of_snippets(lesson: Lesson) -> Iterator[Complaint]:
    """Yield what is wrong with the code that a lesson shows. It is run, in a process of its own."""
    text = _text(lesson)
    if text is not None:
        yield from wrong_snippets(lesson, text)


def of_exercise(exercise: Exercise, course: Course) -> Iterator[Complaint]:
    """Yield what is wrong with the texts of an exercise, and with what its stub shows."""
    try:
        read = {language: read_exercise(exercise, language) for language in LANGUAGES}
    except CourseError as error:
        for problem in error.problems:
            yield from_problem(exercise.id, Step.LANGUAGES, problem)
        return
    yield from languages.texts_differ(exercise.id, exercise.folder)
    solution = _python(exercise.checks / "solution.py")
    stub = _python(exercise.stub)
    for language, text in read.items():
        yield from texts.of_file(exercise.id, exercise.folder / f"{language}.md", course)
        if solution is not None:
            yield from texts.of_hints(exercise, language, text, solution)
    for file in (exercise.checks / "messages.toml", exercise.checks / f"test_{exercise.checks.name}.py"):
        if file.is_file():
            yield from texts.of_words(exercise.id, file)
            yield from texts.unwritten(exercise.id, file)
    if stub is not None and solution is not None:
        yield from stubs.in_sight(exercise, stub, solution, "\n".join(text.task for text in read.values()))


def _python(file: Path) -> str | None:
    """Return the text of a file, None where it is no Python: the grader says so when it runs it."""
    try:
        text = file.read_text(encoding="utf-8")
        ast.parse(text)
    except (OSError, ValueError, SyntaxError):
        return None
    return text


def _text(lesson: Lesson) -> LessonText | None:
    try:
        return read_lesson(lesson, LANGUAGES[0])
    except CourseError:
        return None
