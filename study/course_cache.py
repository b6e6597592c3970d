"""Remember the lessons of a course that were read before, for as long as none of their files has changed.

What is remembered is thrown away whole when it is torn, or when this program itself has changed; nobody misses it.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from grader.text import LANGUAGES
from study.course import Exercise, Lesson, LessonPage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_SETTLED: Final = 3 * 10**9
"""Nanoseconds after which a change of a file certainly gives it another time; some file systems count two seconds."""


class CourseCache:
    """The lessons of one course, in one file.

    file: None remembers nothing. Of its folders the last one is made, and the others have to be there.
    """

    def __init__(self, root: Path, packages: Sequence[str], file: Path | None) -> None:
        self._root = root
        self._file = file = file if file is not None and file.parent.parent.is_dir() else None
        self._packages = list(packages)
        self._kept: dict[str, Any] = {}
        self._used: dict[str, Any] = {}
        self._changed = False
        if file is not None:
            self._program = _stamp(f"{own}" for own in sorted(Path(__file__).parent.glob("*.py")))[0]
            self._kept = self._load(file)

    def lesson(self, folder: Path) -> Lesson | None:
        """Return a lesson, or None when it is not known or one of its files is another one by now."""
        record = self._kept.get(folder.name)
        if record is None:
            return None
        stamp, lesson = record["stamp"], record["lesson"]
        if stamp != _stamp(files_of(self._root, folder.name, [name for name, *_ in lesson["exercises"]]))[0]:
            return None
        self._used[folder.name] = record
        return _lesson(self._root, folder, lesson)

    def keep(self, lesson: Lesson) -> None:
        """Remember a lesson that was read without problems, unless its files are too young to be told apart."""
        if self._file is None:
            return
        stamp, newest = _stamp(files_of(self._root, lesson.id, [exercise.name for exercise in lesson.exercises]))
        if newest + _SETTLED < time.time_ns():
            self._used[lesson.id] = {"stamp": stamp, "lesson": _record(lesson)}
            self._changed = True

    def save(self) -> None:
        """Write down what was used, if that is new and there is a folder for it. What cannot be written is left."""
        if self._file is None or not (self._changed or self._kept.keys() - self._used.keys()):
            return
        content = {**self._head(), "lessons": self._used}
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        beside = self._file.with_name(f".{self._file.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            try:
                beside.write_bytes(f"{blake2b(body).hexdigest()}\n".encode() + body)
                beside.replace(self._file)
            finally:
                beside.unlink(missing_ok=True)

    def _head(self) -> dict[str, Any]:
        return {"root": str(self._root), "packages": self._packages, "program": self._program}

    def _load(self, file: Path) -> dict[str, Any]:
        try:
            digest, _, body = file.read_bytes().partition(b"\n")
            if digest.decode() != blake2b(body).hexdigest():
                return {}
            content = json.loads(body.decode("utf-8", "surrogatepass"))
            return content["lessons"] if self._head().items() <= content.items() else {}
        except (OSError, ValueError, KeyError, AttributeError, RecursionError):
            return {}


def files_of(root: Path, lesson: str, exercises: Collection[str]) -> list[str]:
    """Return the paths of all files that a lesson was read from."""
    folder = f"{root}/lessons/{lesson}"
    files = [f"{folder}/lesson.toml", *(f"{folder}/{language}.md" for language in LANGUAGES)]
    for name in exercises:
        folder = f"{root}/exercises/{lesson}/{name}"
        files += [f"{folder}/stub.py", *(f"{folder}/{language}.md" for language in LANGUAGES)]
        files.append(f"{root}/grader/hidden/{lesson}/{name}/test_{name}.py")
    return files


def _stamp(files: Iterable[str]) -> tuple[str, int]:
    """Return what changes when one of the files does, and the time of the latest change, in nanoseconds."""
    stamps: list[tuple[int, ...]] = []
    newest = 0
    for file in files:
        try:
            found = os.stat(file)  # noqa: PTH116 - thousands of them at every start
        except OSError:
            stamps.append(())
            continue
        stamps.append((found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))
        newest = max(newest, found.st_mtime_ns, found.st_ctime_ns)
    return blake2b(repr(stamps).encode(), digest_size=16).hexdigest(), newest


def _record(lesson: Lesson) -> dict[str, Any]:
    return {
        "title": dict(lesson.title),
        "summary": dict(lesson.summary),
        "needs": lesson.needs,
        "packages": lesson.packages,
        "minutes": lesson.minutes,
        "exercises": [(one.name, one.kind, dict(one.titles), one.was) for one in lesson.exercises],
        "questions": lesson.questions,
        "pages": [(dict(page.title), page.explains) for page in lesson.pages],
        "was": lesson.was,
    }


def _lesson(root: Path, folder: Path, record: dict[str, Any]) -> Lesson:
    own, hidden = root / "exercises" / folder.name, root / "grader" / "hidden" / folder.name
    return Lesson(
        folder.name,
        record["title"],
        record["summary"],
        tuple(record["needs"]),
        tuple(record["packages"]),
        record["minutes"],
        folder,
        tuple(
            _exercise(folder.name, name, kind, titles, tuple(was), own / name, hidden / name)
            for name, kind, titles, was in record["exercises"]
        ),
        tuple(record["questions"]),
        tuple(LessonPage(title, tuple(explains)) for title, explains in record["pages"]),
        tuple(record["was"]),
    )


def _exercise(
    lesson: str, name: str, kind: str, titles: dict[str, str], was: tuple[str, ...], folder: Path, checks: Path
) -> Exercise:
    return Exercise(f"{lesson}/{name}", lesson, name, kind, titles, folder, checks, folder / "stub.py", was)
