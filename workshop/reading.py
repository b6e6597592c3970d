"""The steps of `check` that run nothing of an exercise: its texts, both languages, and what its stub gives away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader import LANGUAGES
from grader.syntax import parse
from study import exercise_text, lesson_text
from study.message_keys import MessageKeys
from study.page_marks import mark_problems
from workshop import imports, languages, stubs, texts
from workshop.complaint import Complaint, Step, from_problem
from workshop.snippets import wrong_snippets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from study.course import Course, Exercise, Lesson
    from study.exercise_text import ExerciseText
    from study.lesson_text import LessonText


def of_course(course: Course) -> Iterator[Complaint]:
    """Yield what is wrong with what a course says of itself."""
    file = course.root / "course.toml"
    if file.is_file():
        yield from texts.unwritten("", file)


def of_lesson(lesson: Lesson, course: Course) -> Iterator[Complaint]:
    """Yield what is wrong with the texts of a lesson."""
    read: dict[str, LessonText] = {}
    is_whole = True
    for language in LANGUAGES:
        text, problems = lesson_text.look_through(lesson, language)
        is_whole = is_whole and not problems
        for problem in problems:
            yield from_problem(lesson.id, Step.LANGUAGES, problem)
        if text is not None:
            read[language] = text
    for problem in mark_problems(lesson, course.root, MessageKeys(course.root / "grader" / "hidden")):
        yield from_problem(lesson.id, Step.TEXTS, problem)
    yield from texts.unwritten(lesson.id, lesson.folder / "lesson.toml")
    if len(read) == len(LANGUAGES):
        yield from languages.texts_differ(lesson.id, lesson.folder)
        yield from languages.questions_differ(lesson.id, lesson.folder, read, is_whole=is_whole)
    for language, text in read.items():
        yield from texts.of_file(lesson.id, lesson.folder / f"{language}.md", course, len(text.pages))
        yield from texts.of_lesson(lesson, language, text)


def of_snippets(lesson: Lesson) -> Iterator[Complaint]:
    """Yield what is wrong with the code that a lesson shows. It is run, in a process of its own."""
    text, _ = lesson_text.look_through(lesson, LANGUAGES[0])
    if text is not None:
        yield from wrong_snippets(lesson, text)


def of_exercise(exercise: Exercise, course: Course) -> Iterator[Complaint]:
    """Yield what is wrong with the texts of an exercise, and with what its stub shows."""
    read: dict[str, ExerciseText] = {}
    for language in LANGUAGES:
        text, problems = exercise_text.look_through(exercise, language)
        for problem in problems:
            yield from_problem(exercise.id, Step.LANGUAGES, problem)
        if text is not None:
            read[language] = text
    if len(read) == len(LANGUAGES):
        yield from languages.texts_differ(exercise.id, exercise.folder)
    solution = _python(exercise.checks / "solution.py")
    stub = _python(exercise.stub)
    for language, text in read.items():
        yield from texts.of_file(exercise.id, exercise.folder / f"{language}.md", course)
        if solution is not None and all(text.hints):
            yield from texts.of_hints(exercise, language, text, solution)
    for file in (exercise.checks / "messages.toml", exercise.checks / f"test_{exercise.checks.name}.py"):
        if file.is_file():
            yield from texts.of_words(exercise.id, file)
            yield from texts.unwritten(exercise.id, file)
    named = next(lesson.packages for lesson in course.lessons if exercise in lesson.exercises)
    for file in (exercise.stub, exercise.checks / "solution.py", exercise.checks / f"test_{exercise.checks.name}.py"):
        if (code := _python(file)) is not None:
            yield from imports.of_file(exercise.id, file, parse(code), named)
    if stub is not None and solution is not None:
        yield from stubs.in_sight(exercise, stub, solution, "\n".join(text.task for text in read.values()))


def _python(file: Path) -> str | None:
    """Return the text of a file, None where it is no Python: the grader says so when it runs it."""
    try:
        text = file.read_text(encoding="utf-8")
        parse(text)
    except (OSError, ValueError, SyntaxError):
        return None
    return text
