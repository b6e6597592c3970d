"""Add a course to a workspace, fetch it anew, and forget it. A learner's files and progress are never touched.

What is fetched is opened where it lies before it counts; then it gets its place by a rename, and the list says so. An
end in between leaves the list as it was, and what lies about is cleared away the next time.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study.course_list import CourseList, Listed, UnknownCourse
from study.course_reader import open_course
from study.courses import UnfitId, check_id
from study.fetching.git import fetch_git
from study.fetching.source import Source, SourceKind
from study.fetching.trouble import FetchFailed
from study.fetching.zip_file import digest_of, unpack_zip
from study.workspace_trouble import cannot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from study.course import Course

    Tell = Callable[[str], None]

_ARRIVING: Final = ".arriving-"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A course that was fetched, or is to be linked, and opens. It counts once it was taken in."""

    course: Course
    listed: Listed


@contextmanager
def changing(courses: CourseList, waits: Callable[[], None], patience: float = 900.0) -> Iterator[None]:
    """Be the only one who changes the courses of a workspace. waits: called when somebody else does, and is waited for.

    Raises FetchFailed when that takes longer than `patience` seconds.
    """
    entered = False
    try:
        for seconds in (0.0, patience):
            try:
                with courses.changing(seconds):
                    entered = True
                    _sweep(courses)
                    yield
                    return
            except TimeoutError:
                if entered:
                    raise
                waits()
    except OSError as error:
        if entered:
            raise
        raise cannot("save", courses.folder, error) from error
    raise FetchFailed(
        {
            "en": f"Another program has been changing the courses of this workspace for {patience / 60:.0f} minutes. "
            "End it, then try again.",
            "ko": f"다른 프로그램이 {patience / 60:.0f}분째 이 작업 폴더의 코스를 바꾸고 있어요. "
            "그 프로그램을 끝내고 다시 해 보세요.",
        }
    )


@contextmanager
def arriving(courses: CourseList, source: Source, others: tuple[Course, ...], tell: Tell) -> Iterator[Arrived]:
    """Fetch a course, open it, and give it; call `take_in` on it inside the block, or nothing of it stays.

    others: the courses beside which it is to stand. Raises WrongSource, FetchFailed, CourseError or UnfitId.
    """
    if source.kind is SourceKind.FOLDER:
        course = open_course(Path(source.where))
        check_id(course, others)
        yield Arrived(course, Listed(course.id, source.kind, source.where))
        return
    scratch = courses.folder / f"{_ARRIVING}{secrets.token_hex(6)}"
    try:
        fetched = scratch / "course"
        try:
            fetched.mkdir(parents=True)
        except OSError as error:
            raise cannot("create", scratch, error) from error
        pin = _fetch(source, scratch, fetched, tell)
        course = open_course(fetched)
        check_id(course, others)
        yield Arrived(course, Listed(course.id, source.kind, source.where, source.ref, pin))
    finally:
        _clear_away(scratch)


def take_in(courses: CourseList, arrived: Arrived) -> None:
    """Give a course its place, and its line in the list; that of an older one with its id is changed.

    The folder that counted before is kept until the next time, for a tutorial that is open. Raises WorkspaceError.
    """
    listed = arrived.listed
    before, _ = courses.read()
    old = next((one for one in before if one.id == listed.id), None)
    if listed.is_strange:
        _place(arrived.course.root, courses.root(listed))
    courses.write([listed if one is old else one for one in before] if old else [*before, listed])
    if listed.is_strange:
        kept = {courses.root(one).name for one in (listed, old) if one is not None}
        for folder in (courses.folder / listed.id).iterdir():
            if folder.name not in kept:
                _clear_away(folder)


def forget(courses: CourseList, course_id: str) -> Listed:
    """Take a course off the list, and remove what was fetched of it. Returns what it was. Raises UnknownCourse."""
    found = find(courses, course_id)
    courses.write([one for one in courses.read()[0] if one.id != found.id])
    _clear_away(courses.folder / found.id)
    return found


def find(courses: CourseList, course_id: str) -> Listed:
    """Return the course of the list with this id. Raises UnknownCourse."""
    for listed in courses.read()[0]:
        if listed.id.casefold() == course_id.strip().casefold():
            return listed
    raise UnknownCourse(course_id)


def same_id(arrived: Arrived, listed: Listed) -> None:
    """Raise UnfitId when a course that was fetched anew is another one by now: its id names the learner's files."""
    if arrived.course.id != listed.id:
        raise UnfitId(
            {
                "en": f"`{listed.id}` calls itself `{arrived.course.id}` now. The course that was there stays. "
                "To go over to the new one, add it and remove the old one.",
                "ko": f"`{listed.id}` 코스의 id가 `{arrived.course.id}`(으)로 바뀌어서 지금 있는 코스를 그대로 둘게요. "
                "새 코스를 쓰려면 새로 추가하고 이전 것을 빼 주세요.",
            }
        )


def _fetch(source: Source, scratch: Path, into: Path, tell: Tell) -> str:
    if source.kind is SourceKind.GIT:
        return fetch_git(source, scratch, into, tell)
    file = Path(source.where)
    if source.is_url:
        from study.fetching.download import download  # takes a while to import, and is seldom needed

        file = scratch / "course.zip"
        download(source.where, file, tell)
    pin = digest_of(file)
    unpack_zip(file, into)
    return pin


def _place(fetched: Path, place: Path) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _clear_away(place)  # left by a run that ended before the list said so, or damaged
        fetched.rename(place)
    except OSError as error:
        raise cannot("create", place, error) from error


def _sweep(courses: CourseList) -> None:
    """Clear away what an interrupted run left: while the lock is held, nobody else is fetching."""
    with suppress(OSError):
        for folder in courses.folder.iterdir():
            if folder.name.startswith(_ARRIVING):
                _clear_away(folder)


def _clear_away(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def source_of(listed: Listed) -> Source:
    """Return where a course of the list comes from."""
    return Source(listed.kind, listed.source, listed.ref)
