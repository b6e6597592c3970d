"""What is printed about courses: all of them (`course list`), one that arrived, and what is wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from study.adding import source_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.course_desk import CourseDesk
    from cli.page import Page
    from study.adding import Arrived
    from study.course import Course
    from study.course_list import Listed
    from study.courses import Absent
    from study.trouble import Trouble

DONE: Final = 0
MOST_PROBLEMS: Final = 20


def show_courses(desk: CourseDesk) -> int:
    """Print every course: its id and title, where it comes from, its pin, and what is wrong with it."""
    page, library = desk.page, desk.library()
    opened = {part.id: part for part in library.course.parts or (library.course,)}
    absent = {one.name: one for one in library.absent}
    listed = {one.id: one for one in desk.courses.read()[0]}
    if desk.json:
        page.data([_plain(one, opened, absent, desk) for one in (None, *listed.values())])
        return DONE
    first = next(iter(opened.values()))
    _head(page, first.id, first, page.tr("course.first"))
    page.paragraph(str(first.root), "    ")
    for one in listed.values():
        if one.id == first.id:
            continue
        kind = page.tr(f"course_kind.{one.kind}")
        _head(page, one.id, opened.get(one.id), kind)
        page.paragraph(str(source_of(one)), "    ")
        if one.is_strange:
            page.paragraph(page.tr("course.pinned", pin=one.short_pin), "    ")
            page.paragraph(page.tr("course.strange"), "    ", "yellow")
        if one.id in absent:
            problems(page, absent[one.id].trouble)
    return DONE


def _head(page: Page, name: str, course: Course | None, kind: str) -> None:
    mark = page.paint("✓", "green") if course else page.paint("✗", "red")
    title = page.spoken(course.title) if course else page.tr("course.cannot_open")
    page.line(f"{mark} {page.paint(name, 'bold')}  {title} · {kind}")


def problems(page: Page, trouble: Trouble) -> None:
    """Print what is wrong with a course that does not open, as far as one reads such a list."""
    lines = page.spoken(trouble.sentence).splitlines()
    for line in lines[:MOST_PROBLEMS]:
        page.paragraph(line, "    ")
    if len(lines) > MOST_PROBLEMS:
        page.paragraph(page.tr("course.more", count=len(lines) - MOST_PROBLEMS), "    ")


def _plain(one: Listed | None, opened: Mapping[str, Course], absent: Mapping[str, Absent], desk: CourseDesk) -> object:
    course = opened.get(one.id) if one else next(iter(opened.values()))
    return {
        "id": one.id if one else course.id if course else "",
        "kind": str(one.kind) if one else "first",
        "title": dict(course.title) if course else None,
        "version": course.version if course else None,
        "folder": str(desk.courses.root(one)) if one else str(desk.first),
        "source": str(source_of(one)) if one else None,
        "pin": one.pin if one else None,
        "strange": bool(one and one.is_strange),
        "problems": dict(absent[one.id].trouble.sentence) if one and one.id in absent else None,
    }


def show_arrived(page: Page, arrived: Arrived) -> None:
    """Print what a course is that was fetched, or is to be linked."""
    course, listed = arrived.course, arrived.listed
    page.line(f"{page.paint(course.id, 'bold')}  {page.spoken(course.title)} {course.version}".rstrip())
    page.paragraph(page.tr("course.holds", lessons=len(course.lessons), exercises=len(course.exercises)), "  ")
    if listed.is_strange:
        page.paragraph(page.tr("course.pinned", pin=listed.short_pin), "  ")
