"""Notice that a learner saved an exercise, from whatever editor."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study.learner_file import read_bytes
from study.workspace import Workspace, WorkspaceError, digest

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterable, Iterator

    from study.course import Course, Exercise

STEP: Final = 10
DEBOUNCE: Final = 200
LOOK_AGAIN: Final = 1000
"""Milliseconds after which every file is looked at, for what a file system does not report."""


def watch(workspace: Workspace, course: Course, stop: threading.Event) -> Iterator[Exercise]:
    """Yield each exercise whose file has other contents than before, until `stop` is set.

    What is saved after this call is noticed, also before the first item is asked for.
    A file that is removed is not told; one that cannot be read any more is.
    """
    # Some systems report real paths whatever path is watched.
    real = Workspace(workspace.root.resolve())
    return _changes(real, _Seen(real, course), stop)


def _changes(workspace: Workspace, seen: _Seen, stop: threading.Event) -> Iterator[Exercise]:
    from watchfiles import watch as watch_folders

    while not stop.is_set():
        try:
            workspace.root.mkdir(parents=True, exist_ok=True)
            # A folder is watched, never a file: a save by rename would end the watch on a single file.
            for changed in watch_folders(
                workspace.root,
                watch_filter=lambda _, path: seen.knows(path),
                stop_event=stop,
                step=STEP,
                debounce=DEBOUNCE,
                rust_timeout=LOOK_AGAIN,
                yield_on_timeout=True,
                ignore_permission_denied=True,
            ):
                yield from seen.news(path for _, path in changed)
                if not changed:
                    yield from seen.all_news()
        except (OSError, RuntimeError):
            # This folder cannot be watched, or no longer: look at the files instead, then try again.
            yield from seen.all_news()
            stop.wait(LOOK_AGAIN / 1000)


class _Seen:
    """What the files of a course's exercises held when they were last looked at."""

    def __init__(self, workspace: Workspace, course: Course) -> None:
        self._exercises = {str(workspace.file(exercise)): exercise for exercise in course.exercises}
        self._stamps = {path: _stamp(path) for path in self._exercises}
        self._prints = {path: _print(path) for path, stamp in self._stamps.items() if stamp}

    def knows(self, path: str) -> bool:
        return path in self._exercises

    def news(self, paths: Iterable[str]) -> list[Exercise]:
        """Return the exercises behind these paths that have other contents now, in the order of the course."""
        changed = set(paths)
        found: list[Exercise] = []
        for path, exercise in self._exercises.items():
            if path not in changed:
                continue
            self._stamps[path] = _stamp(path)
            now = _print(path)
            if now is not None and now != self._prints.get(path):
                self._prints[path] = now
                found.append(exercise)
        return found

    def all_news(self) -> list[Exercise]:
        """Return the exercises whose file was touched since it was last looked at, and has other contents now."""
        return self.news([path for path, stamp in self._stamps.items() if _stamp(path) != stamp])


def _stamp(path: str) -> tuple[int, int, int] | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _print(path: str) -> str | None:
    """Return what tells contents apart: a digest, a sentence for what cannot be read, None when nothing is there."""
    if not os.path.lexists(path):
        return None
    try:
        return digest(read_bytes(Path(path)))
    except WorkspaceError as error:
        return str(error)
