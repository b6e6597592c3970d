"""All that a front end needs to let one learner study one course: made once, closed at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from study.courses import Absent, Neighbour, open_library
from study.judging import Judge
from study.progress import ProgressLog
from study.settings import Settings, load_settings
from study.standing import Progress, fold
from study.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from grader.text import Text
    from study.course import Course
    from study.course_reader import HearReading
    from study.event import Event


@dataclass(slots=True)
class Session:
    """A learner at work. `actions` holds what they can do.

    course: every course that was opened, as one. warning: what was wrong with the settings when the session was opened,
    or None. strangers: ids of courses that came from elsewhere. absent: courses that could not be opened.
    """

    course: Course
    workspace: Workspace
    log: ProgressLog
    settings: Settings
    judge: Judge
    warning: Text | None = None
    strangers: frozenset[str] = frozenset()
    absent: tuple[Absent, ...] = ()
    _folded: tuple[tuple[Event, ...], Progress] | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def progress(self) -> Progress:
        """Return what the learner has done so far, what other processes noted included."""
        events = self.log.events()
        if self._folded is None or self._folded[0] is not events:
            self._folded = (events, fold(events, self.course.ids_before))
        return self._folded[1]

    def close(self) -> None:
        """End what was started."""
        self.judge.close()


def open_session(
    course_root: Path,
    workspace_root: Path,
    device: str = "auto",
    neighbours: Sequence[Neighbour] = (),
    hear: HearReading | None = None,
) -> Session:
    """Open a course, others beside it, and a workspace, which is made when it is needed. Starts no process.

    hear: see `open_course`. Raises CourseError when the first course cannot be opened.
    """
    workspace = Workspace(workspace_root.resolve())
    library = open_library(course_root, neighbours, workspace.root / ".tutor" / "read", hear)
    log = ProgressLog(workspace.root)
    settings, warning = load_settings(workspace.root)
    judge = Judge(library.course, workspace, log, device, strangers=library.strangers)
    return Session(library.course, workspace, log, settings, judge, warning, library.strangers, library.absent)
