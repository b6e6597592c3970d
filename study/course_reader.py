"""Read a course's folder into a `Course`, or say everything that its author has to mend."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from grader.families import FAMILIES
from grader.text import LANGUAGES
from study.course import Course, CourseError, Problem
from study.course_cache import CourseCache
from study.course_file import TOML_MOST, leads_out, read_text, unreadable
from study.earlier_ids import check_was, with_earlier_ids
from study.fields import read_toml
from study.lesson_format import COURSE, KINDS, is_safe_name
from study.needs import check_needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from grader.text import Text
    from study.course import Lesson

    HearReading = Callable[[int, int], None]

__all__ = ["KINDS", "course_problems", "is_safe_name", "open_course"]

PACKAGES: Final = frozenset({"numpy", *(package for family in FAMILIES.values() for package in family.packages)})


@dataclass(frozen=True, slots=True)
class _CourseFile:
    id: str = ""
    title: Text | None = None
    version: str = ""
    packages: tuple[str, ...] = ()


def open_course(root: Path, cache: Path | None = None, hear: HearReading | None = None) -> Course:
    """Read the course in `root`. Raises CourseError with all problems at once.

    cache: a file in which to keep what was read, so that the next opening reads only what has changed since.
    hear: is told before each lesson that has to be read how many were read, and how many there are to be read.
    """
    course, problems = _read(root.absolute(), cache, hear or _nobody)
    if problems:
        raise CourseError(_in_order(problems), root.absolute())
    return course


def course_problems(root: Path) -> tuple[Problem, ...]:
    """Return everything in a course that its author has to mend, in the texts too, which a learner reads one by one."""
    from study.message_keys import MessageKeys
    from study.page_marks import mark_problems

    course, problems = _read(root.absolute(), None, _nobody)
    known = MessageKeys(course.root / "grader" / "hidden")
    noted = {problem.file for problem in problems}
    for lesson in course.lessons:
        problems.extend(_text_problems(lesson, course.root))
        # Marks may name exercises, and nothing is known of those of a lesson.toml that could not be read.
        if lesson.exercises or lesson.folder / "lesson.toml" not in noted:
            problems.extend(mark_problems(lesson, course.root, known))
    return tuple(_in_order(problems))


def _nobody(done: int, total: int) -> None:
    """Hear nothing of the reading."""


def _read(root: Path, cache_file: Path | None, hear: HearReading) -> tuple[Course, list[Problem]]:
    problems: list[Problem] = []
    unread: set[str] = set()
    lessons: list[Lesson] = []
    own = _read_course_file(root, problems)
    packages = PACKAGES | {*own.packages}
    cache = CourseCache(root, sorted(packages), cache_file)
    folders = _lesson_folders(root, problems)
    remembered = {folder: lesson for folder in folders if (lesson := cache.lesson(folder)) is not None}
    if len(remembered) < len(folders):
        # Brought in where it is needed: the first screen waits for it.
        from study.lesson_reader import read_lesson_folder
    to_read, done = len(folders) - len(remembered), 0
    for folder in folders:
        lesson = remembered.get(folder)
        if lesson is None:
            hear(done, to_read)
            done += 1
            before = len(problems)
            lesson, was_read = read_lesson_folder(root, folder, packages, problems)
            if not was_read:
                unread.add(lesson.id)
            if len(problems) == before:
                cache.keep(lesson)
        lessons.append(lesson)
    cache.save()
    check_needs(lessons, unread, problems)
    check_was(lessons, problems)
    return Course(root, own.title or {}, own.version, with_earlier_ids(lessons), own.id), problems


def _read_course_file(root: Path, problems: list[Problem]) -> _CourseFile:
    """Return what course.toml says; a course without the file is named after its folder."""
    file = root / "course.toml"
    if not os.path.lexists(file):
        return _CourseFile(root.name, dict.fromkeys(LANGUAGES, root.name))
    text = read_text(file, problems, root=root, most=TOML_MOST)
    fields = read_toml(text, file, problems, COURSE) if text is not None else None
    if fields is None:
        return _CourseFile()
    return _CourseFile(
        fields.string("id"), fields.sentence("title"), fields.string("version"), fields.strings("packages")
    )


def _lesson_folders(root: Path, problems: list[Problem]) -> list[Path]:
    lessons = root / "lessons"
    above = (lessons, root / "exercises", root / "grader", root / "grader" / "hidden")
    out = [problem for place in above if (problem := leads_out(place, root)) is not None]
    problems.extend(out)
    if out:
        return []
    folders: list[Path] = []
    try:
        for entry in sorted(os.scandir(lessons), key=lambda entry: entry.name):
            if entry.name[0] in "._":
                continue
            if (problem := leads_out(lessons / entry.name, root)) is not None:
                problems.append(problem)
            elif entry.is_dir():
                folders.append(lessons / entry.name)
            elif entry.is_symlink() and not os.path.isfile(entry):  # noqa: PTH113 - Path.is_file may raise
                problems.append(_no_folder(lessons / entry.name))
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        problems.append(unreadable(lessons, error))
        return []
    problems.extend(_same_but_for_case(folders))
    if not folders and not problems:
        problems.append(
            Problem(
                lessons,
                "",
                {
                    "en": "there is no lesson here. "
                    "A course is a folder with `lessons/`, `exercises/` and `grader/hidden/` in it.",
                    "ko": "레슨이 없어요. 코스는 `lessons/`, `exercises/`, `grader/hidden/` 폴더가 들어 있는 폴더예요.",
                },
            )
        )
    return folders


def _no_folder(link: Path) -> Problem:
    return Problem(
        link,
        "",
        {
            "en": "this link leads to nothing. Put the folder itself here, or remove the link.",
            "ko": "아무 데로도 이어지지 않는 링크예요. 폴더 자체를 넣거나 링크를 지워 주세요.",
        },
    )


def _same_but_for_case(folders: list[Path]) -> Iterator[Problem]:
    """Yield lessons that some file systems take for one."""
    seen: dict[str, str] = {}
    for folder in folders:
        other = seen.setdefault(folder.name.casefold(), folder.name)
        if other != folder.name:
            yield Problem(
                folder,
                "",
                {
                    "en": f"`{folder.name}` and `{other}` are one name on some systems. Rename one of the lessons.",
                    "ko": f"`{folder.name}`, `{other}`: 어떤 시스템에서는 같은 이름이에요. "
                    "레슨 하나의 이름을 바꿔 주세요.",
                },
            )


def _text_problems(lesson: Lesson, root: Path) -> Iterator[Problem]:
    from study.exercise_text import read_exercise
    from study.lesson_text import read_lesson

    for language in LANGUAGES:
        try:
            read_lesson(lesson, language)
        except CourseError as error:
            yield from error.problems
        for exercise in lesson.exercises:
            if leads_out(exercise.folder, root) is not None:
                continue
            try:
                read_exercise(exercise, language)
            except CourseError as error:
                yield from error.problems


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Return the problems as they stand in the course, each once."""
    once = {(problem.file, problem.line, problem.field, problem.sentence["en"]): problem for problem in problems}
    return [once[key] for key in sorted(once, key=lambda key: key[:3])]
