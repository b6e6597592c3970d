"""Several courses beside each other, put together to one whose ids cannot clash.

The first course keeps the ids of its lessons and exercises as they are; those of every other course begin with its id.
A course that cannot be opened is told, and keeps none of the others from opening.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from study.course import BESIDE, Course, CourseError, Exercise, Lesson, Problem
from study.course_reader import open_course
from study.lesson_format import is_safe_name
from study.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from study.course_reader import HearReading


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A course to open beside the first one.

    id: the one it is known under, empty when nobody said. is_strange: nobody on this machine put it together.
    """

    root: Path
    id: str = ""
    is_strange: bool = False


@dataclass(frozen=True, slots=True)
class Absent:
    """A course that could not be opened. name: its id, or where it was looked for."""

    name: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Library:
    """All that was opened. course: every course as one. strangers: ids of courses that came from elsewhere."""

    course: Course
    strangers: frozenset[str] = frozenset()
    absent: tuple[Absent, ...] = ()


class UnfitId(Trouble):
    """The id of a course cannot be used, by itself or beside the others."""


class Gone(Trouble):
    """The folder of a course is not there."""

    def __init__(self, neighbour: Neighbour) -> None:
        if not neighbour.id:
            super().__init__(
                {
                    "en": f"The folder {neighbour.root} is not there. Is it misspelt?",
                    "ko": f"{neighbour.root}: 폴더가 없어요. 잘못 쓴 글자가 없는지 확인해 주세요.",
                }
            )
            return
        again = f"python tutor.py course {'update' if neighbour.is_strange else 'remove'} {neighbour.id}"
        super().__init__(
            {
                "en": f"The folder {neighbour.root} is not there. "
                + ("Fetch it anew: " if neighbour.is_strange else "Put it back, or forget the course: ")
                + again,
                "ko": f"{neighbour.root}: 폴더가 없어요. "
                + ("다시 받으려면: " if neighbour.is_strange else "폴더를 되돌려 놓거나 코스를 빼세요: ")
                + again,
            }
        )


def open_library(
    first: Path,
    neighbours: Sequence[Neighbour] = (),
    cache: Path | None = None,
    hear: HearReading | None = None,
) -> Library:
    """Open the course in `first`, and the others beside it. cache: a folder for what `open_course` remembers.

    Raises CourseError when the first one cannot be opened. A neighbour that is the first course itself gives it its
    id as a prefix, so that its exercises are the same ones however it is opened.
    """
    course = open_course(first, _cache_file(first, cache), hear)
    rest = [neighbour for neighbour in neighbours if not is_same(neighbour.root, course.root)]
    if len(rest) < len(neighbours):
        check_id(course, ())
        course = named_apart(course)
    opened = [course]
    absent: list[Absent] = []
    strangers = {course.id for neighbour in neighbours if neighbour.is_strange and neighbour not in rest}
    for neighbour in rest:
        try:
            found = open_neighbour(neighbour, opened, cache, hear)
        except Trouble as trouble:
            absent.append(Absent(neighbour.id or str(neighbour.root), trouble))
            continue
        opened.append(found)
        if neighbour.is_strange:
            strangers.add(found.id)
    return Library(put_together(opened), frozenset(strangers), tuple(absent))


def open_neighbour(
    neighbour: Neighbour, opened: Sequence[Course], cache: Path | None = None, hear: HearReading | None = None
) -> Course:
    """Open one course beside others. Raises CourseError, UnfitId or Gone."""
    try:
        if not neighbour.root.is_dir():
            raise Gone(neighbour)
        course = open_course(neighbour.root, _cache_file(neighbour.root, cache), hear)
    except OSError as error:
        raise CourseError((_unreadable(neighbour, error),)) from error
    if neighbour.id and course.id != neighbour.id:
        raise UnfitId(
            {
                "en": f"The course in {neighbour.root} calls itself `{course.id}` now, no longer `{neighbour.id}`. "
                f"Remove `{neighbour.id}` and add the course again.",
                "ko": f"{neighbour.root}: 코스 id가 `{neighbour.id}`에서 `{course.id}`(으)로 바뀌었어요. "
                f"`{neighbour.id}` 코스를 빼고 다시 추가해 주세요.",
            }
        )
    check_id(course, opened)
    return named_apart(course)


def check_id(course: Course, others: Iterable[Course]) -> None:
    """Raise UnfitId when a course's id cannot stand before its exercises, or stands for something else already."""
    if not is_safe_name(course.id):
        raise UnfitId(
            {
                "en": f"`{course.id}` cannot be the id of a course (course.toml in {course.root}). "
                "Use letters, digits, `_` and `-`.",
                "ko": f"`{course.id}`: 코스 id로 쓸 수 없어요({course.root}의 course.toml). "
                "글자, 숫자, `_`, `-`만 써 주세요.",
            }
        )
    for other in others:
        if _key(other.id) == _key(course.id):
            raise UnfitId(
                {
                    "en": f"Two courses have the id `{course.id}`: {other.root} and {course.root}. "
                    "Only one of them can be open.",
                    "ko": f"id가 `{course.id}`인 코스가 두 개예요: {other.root}, {course.root}. "
                    "한 번에 하나만 열 수 있어요.",
                }
            )
        if any(_key(lesson.id) == _key(course.id) for lesson in other.lessons):
            raise UnfitId(
                {
                    "en": f"The course in {course.root} has the id `{course.id}`, which is the name of a lesson of "
                    f"`{other.id}`. Their files would stand in one folder; its author has to choose another id.",
                    "ko": f"{course.root}: 코스 id `{course.id}`이(가) `{other.id}` 코스의 레슨 이름과 같아요. "
                    "파일이 한 폴더에 섞이므로 코스를 만든 사람이 id를 바꿔야 해요.",
                }
            )


def named_apart(course: Course) -> Course:
    """Return the course with its id before the ids of its lessons and exercises."""
    return replace(course, lessons=tuple(_lesson(course.id + BESIDE, lesson) for lesson in course.lessons))


def put_together(courses: Sequence[Course]) -> Course:
    """Return all courses as one; the only one as it is."""
    if len(courses) == 1:
        return courses[0]
    lessons = tuple(lesson for course in courses for lesson in course.lessons)
    return replace(courses[0], lessons=lessons, parts=tuple(courses))


def _lesson(prefix: str, lesson: Lesson) -> Lesson:
    return replace(
        lesson,
        id=prefix + lesson.id,
        needs=tuple(prefix + need for need in lesson.needs),
        exercises=tuple(_exercise(prefix, exercise) for exercise in lesson.exercises),
    )


def _exercise(prefix: str, exercise: Exercise) -> Exercise:
    return replace(exercise, id=prefix + exercise.id, lesson=prefix + exercise.lesson)


def _cache_file(root: Path, cache: Path | None) -> Path | None:
    return cache and cache / f"{sha256(str(root).encode('utf-8', 'surrogateescape')).hexdigest()[:16]}.json"


def _key(name: str) -> str:
    """Return what is one for names that some file system takes for one."""
    return unicodedata.normalize("NFKC", name).casefold()


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one folder."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _unreadable(neighbour: Neighbour, error: OSError) -> Problem:
    said = error.strerror or type(error).__name__
    return Problem(neighbour.root, "", {"en": f"this cannot be read ({said}).", "ko": f"읽을 수 없어요({said})."})
