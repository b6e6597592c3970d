"""A lesson as learners will see it, for its author: it is read anew at each save of a file of its course."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Final

from textual import work

from study.course import CourseError
from study.course_reader import open_course
from tui.app import TutorApp
from tui.language import spoken
from tui.screens.exercise import ExerciseScreen

if TYPE_CHECKING:
    from pathlib import Path

    from study.session import Session

_LOOKS: Final = 1000
"""Milliseconds after which the files are looked at, for what a file system does not report."""


class Preview(TutorApp):
    """The tutorial, opened at one lesson. Exercises that nobody touched follow their stubs."""

    def __init__(self, session: Session, language: str, lesson: str) -> None:
        super().__init__(session, language)
        self._lesson = lesson
        self._ended = threading.Event()
        self._course_state = _state(session.course.root)
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
        for _ in looks:
            state = _state(self.session.course.root)
            if state != self._course_state and not self._ended.is_set():
                self._course_state = state
                self.call_from_thread(self._read_again)

    def _read_again(self) -> None:
        """Show what the files say by now, at the same page or exercise; or say what is wrong with them."""
        try:
            course = open_course(self.session.course.root)
            lesson = course.lesson(self._lesson)
        except CourseError as error:
            self._warn("\n".join(spoken(problem.sentence) for problem in error.problems[:3]))
            return
        except KeyError:
            return  # its folder is being renamed, or has gone
        at = self.screen.exercise.id if isinstance(self.screen, ExerciseScreen) else ""
        self.session.course = course
        self._follow_stubs()
        self.show_home()
        self.open_lesson(lesson)
        for exercise in lesson.exercises:
            if exercise.id == at:
                self.open_exercise(exercise)

    def _follow_stubs(self) -> None:
        """Take away each file that still says what its stub said: it is copied anew when it is opened."""
        stubs, self._stubs = self._stubs, self._read_stubs()
        for exercise in self.session.course.lesson(self._lesson).exercises:
            file = self.session.workspace.file(exercise)
            with contextlib.suppress(OSError):
                if exercise.id in stubs and file.read_bytes() == stubs[exercise.id] != self._stubs.get(exercise.id):
                    file.unlink()

    def _read_stubs(self) -> dict[str, bytes]:
        exercises = self.session.course.lesson(self._lesson).exercises
        return {exercise.id: exercise.stub.read_bytes() for exercise in exercises if exercise.stub.is_file()}


def _folders(root: Path) -> list[Path]:
    """Return the folders of a course that hold its files."""
    return [folder for name in ("lessons", "exercises", "grader/hidden") if (folder := root / name).is_dir()]


def _state(root: Path) -> frozenset[tuple[str, int, int]]:
    """Return what tells one state of a course's files from another."""
    found = set()
    for folder in _folders(root):
        for file in folder.rglob("*"):
            with contextlib.suppress(OSError):
                facts = file.stat()
                if "__pycache__" not in file.parts and file.is_file():
                    found.add((str(file), facts.st_mtime_ns, facts.st_size))
    return frozenset(found)
