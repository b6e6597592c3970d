"""All that a front end needs to let one learner study one course: made once, closed at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from study.course_reader import open_course
from study.judging import Judge
from study.progress import ProgressLog
from study.settings import Settings, load_settings, save_settings
from study.standing import Progress, fold
from study.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from grader.text import Text
    from study.course import Course
    from study.event import Event


@dataclass(slots=True)
class Session:
    """A learner at work. `actions` holds what they can do.

    warning: what was wrong with the settings when the session was opened, or None.
    """

    course: Course
    workspace: Workspace
    log: ProgressLog
    settings: Settings
    judge: Judge
    warning: Text | None = None
    _folded: tuple[tuple[Event, ...], Progress] | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def progress(self) -> Progress:
        """Return what the learner has done so far, what other processes noted included."""
        events = self.log.events()
        if self._folded is None or self._folded[0] is not events:
            self._folded = (events, fold(events))
        return self._folded[1]

    def choose(self, settings: Settings) -> None:
        """Use other settings from now on, and keep them. Raises WorkspaceError when they cannot be kept."""
        self.settings = settings
        save_settings(self.workspace.root, settings)

    def close(self) -> None:
        """End what was started."""
        self.judge.close()


def open_session(course_root: Path, workspace_root: Path, device: str = "auto") -> Session:
    """Open a course and a workspace, which is made when it is needed. Starts no process. Raises CourseError."""
    course = open_course(course_root)
    workspace = Workspace(workspace_root.resolve())
    log = ProgressLog(workspace.root)
    settings, warning = load_settings(workspace.root)
    return Session(course, workspace, log, settings, Judge(course, workspace, log, device), warning)
