"""What every action of `course` works with: the workspace, its list of courses, and the page that is printed on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cli.opening import folder, whole
from cli.page import Page
from study.course_list import CourseList
from study.courses import Library, open_library
from study.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import SimpleNamespace

    from study.course import Course


class CourseDesk:
    """The courses of one workspace, and a learner who is told about them."""

    def __init__(self, arguments: SimpleNamespace, language: str) -> None:
        self.workspace = whole(arguments.workspace)
        settings, _ = load_settings(self.workspace)
        self.page = Page(language if arguments.lang else settings.language or language)
        self.yes, self.json = arguments.yes, arguments.json
        self.first = folder(arguments.course)
        self.courses = CourseList(self.workspace)

    def library(self) -> Library:
        """Open every course. Raises CourseError when the first one cannot be opened."""
        listed, warning = self.courses.neighbours()
        if warning is not None:
            aside = Page(self.page.language, sys.stderr)
            aside.paragraph(aside.spoken(warning))
        return open_library(self.first, listed, self.workspace / ".tutor" / "read")

    def others(self, but: str = "") -> tuple[Course, ...]:
        """Return the courses that open, without the one with the id `but`."""
        course = self.library().course
        return tuple(part for part in course.parts or (course,) if part.id != but)

    def waits(self) -> None:
        """Say that another program is at work."""
        Page(self.page.language, sys.stderr).line(self.page.tr("course.waiting"))

    def tell(self, source: str) -> Callable[[str], None]:
        """Return who hears how far a fetch is."""
        self.page.passing(self.page.tr("course.fetching", source=source, how=""))
        return lambda how: self.page.passing(self.page.tr("course.fetching", source=source, how=how))
