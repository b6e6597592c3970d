"""A lesson as learners will see it, for its author: it is read anew at each save of a file of its course."""

from __future__ import annotations

import contextlib
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from textual import work

from study import atomic_file
from study.course import CourseError
from study.course_reader import open_course
from tui.app import TutorApp
from tui.language import language
from tui.screens.exercise import ExerciseScreen
from tui.screens.tutor_screen import TutorScreen

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from study.session import Session

_State: TypeAlias = "frozenset[tuple[Path, int, int]]"
"""The files of a course, each with when it was saved, and its size."""

_LOOKS: Final = 1000
"""Milliseconds after which the files are looked at, for what a file system does not report."""
_TOLD: Final = 2
_UNTIL_MENDED: Final = 24 * 60 * 60.0
"""Seconds that the sentence about a broken file stands: until it is mended, or clicked away."""


class Preview(TutorApp):
    """The tutorial, opened at one lesson. Exercises that nobody touched follow their stubs."""

    def __init__(self, session: Session, language: str, lesson: str) -> None:
        super().__init__(session, language)
        self._lesson = lesson
        self._ended = threading.Event()
        self._is_told_broken = False
        self._shown_state = _state(session.course.root)
        """The files that what is shown was read from."""
        self._stubs = self._read_stubs()

    def on_mount(self) -> None:
        """Open the lesson once home is there."""
        self.call_later(self._open_lesson)
        self._watch_course()

    async def on_unmount(self) -> None:
        """End the watching."""
        self._ended.set()

    def _open_lesson(self) -> None:
        self.open_lesson(self.session.course.lesson(self._lesson))

    @work(thread=True, group="preview")
    def _watch_course(self) -> None:
        from watchfiles import watch

        # What a file system does not report, or was saved before the watching began, is noticed by looking.
        looks = watch(
            *_folders(self.session.course.root), stop_event=self._ended, rust_timeout=_LOOKS, yield_on_timeout=True
        )
        seen = self._shown_state
        for _ in looks:
            state = _state(self.session.course.root)
            if state != seen and not self._ended.is_set():
                seen = state
                self.call_from_thread(self._read_again, state)

    def _read_again(self, state: _State) -> None:
        """Show what the files say by now, at the same page or exercise; or say what is wrong with them."""
        try:
            course = open_course(self.session.course.root)
            course.lesson(self._lesson)
        except CourseError as error:
            told = (problem.told(language(), self.session.course.root) for problem in error.problems[:_TOLD])
            self._tell_broken("\n".join(told))
            return
        except KeyError:
            return  # its folder is being renamed, or has gone
        self._tell_broken("")
        changed = {file for file, _, _ in state ^ self._shown_state}
        self._shown_state = state
        self.session.course = course
        self._follow_stubs()
        self._follow_course(changed)

    def _tell_broken(self, words: str) -> None:
        """Say what is wrong with the files until they are read well, which empty words say that they are."""
        if self._is_told_broken:
            self.clear_notifications()
        self._is_told_broken = bool(words)
        if words:
            self.notify(words, severity="warning", timeout=_UNTIL_MENDED, markup=False)

    def _follow_course(self, changed: Collection[Path]) -> None:
        try:
            for screen in self._screens():
                screen.follow_course()
                if isinstance(screen, ExerciseScreen) and _are_among(screen.exercise.checks, changed):
                    screen.follow_checks()
        except KeyError:
            self.show_home()
            self._open_lesson()

    def _follow_stubs(self) -> None:
        """Write each stub anew that nobody has touched."""
        stubs, self._stubs = self._stubs, self._read_stubs()
        opened = {screen.exercise.id: screen for screen in self._screens() if isinstance(screen, ExerciseScreen)}
        for exercise in self.session.course.lesson(self._lesson).exercises:
            old, new = stubs.get(exercise.id), self._stubs.get(exercise.id)
            if old is None or new is None or old == new:
                continue
            write = partial(_write_anew, self.session.workspace.file(exercise), old, new)
            if exercise.id in opened:
                opened[exercise.id].follow_stub(write)
            else:
                write()

    def _screens(self) -> list[TutorScreen[Any]]:
        return [screen for screen in self.screen_stack if isinstance(screen, TutorScreen) and screen.is_mounted]

    def _read_stubs(self) -> dict[str, bytes]:
        exercises = self.session.course.lesson(self._lesson).exercises
        return {exercise.id: exercise.stub.read_bytes() for exercise in exercises if exercise.stub.is_file()}


def _write_anew(file: Path, old: bytes, new: bytes) -> bool:
    """Put `new` into a file that says `old`; returns whether it did."""
    with contextlib.suppress(OSError):
        if file.read_bytes() == old:
            atomic_file.replace(file, new)
            return True
    return False


def _are_among(folder: Path, files: Collection[Path]) -> bool:
    return any(file.is_relative_to(folder) for file in files)


def _folders(root: Path) -> list[Path]:
    """Return the folders of a course that hold its files."""
    return [folder for name in ("lessons", "exercises", "grader/hidden") if (folder := root / name).is_dir()]


def _state(root: Path) -> _State:
    """Return what tells one state of a course's files from another."""
    found: set[tuple[Path, int, int]] = set()
    for folder in _folders(root):
        for file in folder.rglob("*"):
            with contextlib.suppress(OSError):
                facts = file.stat()
                if "__pycache__" not in file.parts and file.is_file():
                    found.add((file, facts.st_mtime_ns, facts.st_size))
    return frozenset(found)
