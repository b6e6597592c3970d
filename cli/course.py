"""`course`: the courses that stand beside the built-in one. What is done to them is `study.adding`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.course_desk import CourseDesk
from cli.course_telling import problems, show_arrived, show_courses
from cli.exercise import agreed
from cli.opening import OUR_SIDE, WRONG_USE, WRONGLY_NAMED
from cli.page import Page
from study import probes
from study.adding import arriving, changing, find, forget, same_id, source_of, take_in
from study.course import BESIDE, CourseError
from study.fetching.source import SourceKind, read_source
from study.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import SimpleNamespace

    from study.adding import Arrived
    from study.course_list import Listed

DONE: Final = 0
NOT_DONE: Final = 1


def run(arguments: SimpleNamespace, language: str) -> int:
    """Do what the words of the command say. Return the exit code. Raises Trouble."""
    action, *rest = arguments.words
    takes = ACTIONS.get(action)
    if takes is None or not takes[1] <= len(rest) <= takes[2]:
        page = Page(language, sys.stderr)
        page.paragraph(page.tr("course.usage", typed=" ".join(arguments.words)))
        return WRONG_USE
    desk = CourseDesk(arguments, language)
    try:
        return takes[0](desk, *rest)
    finally:
        desk.page.clear()


def _add(desk: CourseDesk, typed: str) -> int:
    """Fetch or link a course, ask when it is somebody else's, and take it in."""
    page, source = desk.page, read_source(typed)
    with changing(desk.courses, desk.waits):
        known = next((one for one in desk.courses.read()[0] if source_of(one) == source), None)
        if known is not None:
            page.paragraph(page.tr("course.known", id=known.id))
            return DONE
        others = desk.others()
        try:
            with arriving(desk.courses, source, others, desk.tell(str(source))) as arrived:
                page.clear()
                show_arrived(page, arrived)
                if arrived.listed.is_strange and not _trusted(desk, arrived):
                    page.paragraph(page.tr("course.declined"))
                    return NOT_DONE
                take_in(desk.courses, arrived)
        except CourseError as error:
            complaint = Page(page.language, sys.stderr)
            page.clear()
            complaint.paragraph(complaint.tr("course.not_added", source=source))
            problems(complaint, error)
            return WRONG_USE
    course = arrived.course
    first = f"{course.id}{BESIDE}{course.exercises[0].id}" if course.exercises else course.id
    page.paragraph(page.tr("course.added", id=course.id, exercise=first))
    return DONE


def _trusted(desk: CourseDesk, arrived: Arrived) -> bool:
    """Say what running somebody else's checks means on this machine, and ask."""
    page = desk.page
    page.line()
    confined = probes.confines()
    page.paragraph(page.tr("course.stranger", source=arrived.listed.source))
    page.paragraph(
        page.tr("course.confined" if confined else "course.unconfined"), "", *([] if confined else ["yellow"])
    )
    return desk.yes or agreed(page.tr("course.question", id=arrived.course.id))


def _update(desk: CourseDesk, course_id: str = "") -> int:
    """Fetch one course anew, or all. One that fails stays as it was, and the others are still fetched."""
    page, status = desk.page, DONE
    with changing(desk.courses, desk.waits):
        chosen = [find(desk.courses, course_id)] if course_id else list(desk.courses.read()[0])
        if not chosen:
            page.paragraph(page.tr("course.none"))
        for listed in chosen:
            if listed.kind is SourceKind.FOLDER:
                page.paragraph(page.tr("course.in_place", id=listed.id, folder=listed.source))
                continue
            try:
                _fetch_anew(desk, listed)
            except Trouble as trouble:
                status = WRONG_USE if isinstance(trouble, WRONGLY_NAMED) else OUR_SIDE
                page.clear()
                _kept(page, listed, trouble)
    return status


def _fetch_anew(desk: CourseDesk, listed: Listed) -> None:
    page = desk.page
    with arriving(
        desk.courses, source_of(listed), desk.others(listed.id), desk.tell(str(source_of(listed)))
    ) as arrived:
        page.clear()
        same_id(arrived, listed)
        old, new = listed.short_pin, arrived.listed.short_pin
        if old == new and os.path.lexists(desk.courses.root(listed)):
            page.paragraph(page.tr("course.newest", id=listed.id, pin=new))
            return
        take_in(desk.courses, replace(arrived, listed=replace(arrived.listed, id=listed.id)))
        page.paragraph(page.tr("course.updated", id=listed.id, old=old, new=new))


def _kept(page: Page, listed: Listed, trouble: Trouble) -> None:
    complaint = Page(page.language, sys.stderr)
    complaint.paragraph(complaint.tr("course.kept", id=listed.id, pin=listed.short_pin))
    if isinstance(trouble, CourseError):
        complaint.paragraph(complaint.tr("course.not_opening"), "  ")
    problems(complaint, trouble)


def _remove(desk: CourseDesk, course_id: str) -> int:
    """Forget a course, and say where the learner's files of it are."""
    page = desk.page
    with changing(desk.courses, desk.waits):
        listed = forget(desk.courses, course_id)
    page.paragraph(page.tr("course.removed", id=listed.id))
    files: Path = desk.workspace / listed.id
    page.paragraph(page.tr("course.files" if files.is_dir() else "course.no_files", folder=files))
    if listed.kind is SourceKind.FOLDER:
        page.paragraph(page.tr("course.folder_stays", folder=listed.source))
    return DONE


ACTIONS: Final[Mapping[str, tuple[Callable[..., int], int, int]]] = {
    "list": (show_courses, 0, 0),
    "add": (_add, 1, 1),
    "update": (_update, 0, 1),
    "remove": (_remove, 1, 1),
}
