"""`check`: is a course, or a part of it, as it should be? What an author runs before learners see it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.cells import cells, pad
from cli.page import Page
from study.computed_answers import FILE
from study.course_reader import open_course
from workshop import table
from workshop.checking import Wanted, check_course
from workshop.predictions import NoAnswer, compute_answers
from workshop.selection import select
from workshop.snippets import SnippetsEnd

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import SimpleNamespace

    from study.course import Lesson
    from study.session import Session
    from workshop.complaint import Complaint
    from workshop.report import Report

GOOD: Final = 0
TO_MEND: Final = 1
OUR_SIDE: Final = 3


def check(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    """Check what was named, else the whole course. Return 0, 1 with something to mend, or 3 when our side failed."""
    course = open_course(session.course.root)
    lessons, exercises = select(course, arguments.parts)
    if arguments.answers:
        return _answer(lessons, page)
    wanted = Wanted(course, lessons, exercises, bool(arguments.quick), arguments.device)
    progress = _Progress(Page(page.language, sys.stderr))
    report = check_course(wanted, session.workspace.root / ".tutor" / "mistakes", progress)
    progress.clear()
    if arguments.report:
        Path(arguments.report).write_text(_written(report, page), encoding="utf-8")
    if arguments.json:
        page.data(report.to_json())
    else:
        _show(report, course.root, page)
    if report.unavailable:
        return OUR_SIDE
    return GOOD if report.is_good else TO_MEND


def _answer(lessons: Sequence[Lesson], page: Page) -> int:
    """Compute the answers of `predict` questions, and say what was found out."""
    status = GOOD
    for lesson in lessons:
        try:
            count = compute_answers(lesson)
        except (NoAnswer, SnippetsEnd) as error:
            status = TO_MEND
            page.paragraph(page.tr("checking.no_answer", lesson=lesson.id, how=error))
        else:
            key = "checking.answers_known" if count is None else "checking.answered"
            page.paragraph(page.tr(key, lesson=lesson.id, count=count, file=lesson.folder / FILE))
    return status


class _Progress:
    """Says on stderr how far it is: a line that changes on a terminal, else a line for each stage."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._told = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._page.on_terminal:
            what = self._page.tr(f"checking.{stage}")
            self._page.passing(self._page.tr("checking.progress", stage=what, done=done, total=total))
        elif stage != self._told and total:
            self._page.line(self._page.tr("checking.stage", stage=self._page.tr(f"checking.{stage}"), total=total))
        self._told = stage

    def clear(self) -> None:
        self._page.clear()


def _show(report: Report, root: Path, page: Page) -> None:
    for complaint in report.complaints:
        _complain(complaint, root, page)
    for sentence in report.unavailable:
        page.paragraph(page.paint(page.tr("checking.unavailable", what=sentence), "magenta"))
    if report.complaints or report.unavailable:
        page.line()
    if report.rows:
        _table(report, page)
        page.line()
        _tell_survivors(report, page)
    key = "checking.good" if report.is_good else "checking.to_mend"
    colour = "green" if report.is_good else "yellow"
    count = len(report.complaints) + len(report.unavailable)
    page.paragraph(page.tr(key, count=count, seconds=f"{report.elapsed:.0f}"), "", colour)
    if report.quick:
        page.paragraph(page.tr("checking.quick"))


def _tell_survivors(report: Report, page: Page) -> None:
    """Show every mutant that no check noticed, also where there are few enough of them."""
    told = {complaint.diff for complaint in report.complaints}
    fates = [(row.exercise.id, fate.mutant) for row in report.rows for fate in row.mutation.survivors]
    left = [(exercise, mutant) for exercise, mutant in fates if mutant.diff not in told]
    if not left:
        return
    page.line(page.paint(page.tr("checking.survivors"), "bold"))
    for exercise, mutant in left:
        page.line(f"  {exercise}  {mutant.id}")
        _show_diff(mutant.diff, page)
    page.line()


def _complain(complaint: Complaint, root: Path, page: Page) -> None:
    file = os.path.relpath(complaint.file, root) if complaint.file.is_relative_to(root) else str(complaint.file)
    place = f"{file}:{complaint.line}" if complaint.line else file
    page.line(page.paint(place, "bold"))
    page.paragraph(page.spoken(complaint.sentence), "  ")
    _show_diff(complaint.diff, page)


def _show_diff(diff: str, page: Page) -> None:
    for line in diff.splitlines()[2:]:
        colour = "green" if line.startswith("+") else "red" if line.startswith("-") else "dim"
        page.line(f"    {page.paint(line, colour)}")


def _table(report: Report, page: Page) -> None:
    rows = [tuple(page.tr(f"checking_column.{name}") for name in table.COLUMNS)]
    rows += [table.cells(row) for row in report.rows]
    rows.append(table.total(report))
    widths = [max(cells(row[place]) for row in rows) for place in range(len(table.COLUMNS))]
    for row in rows:
        colours = ("bold",) if row is rows[0] else ("yellow",) if table.WRONG in " ".join(row) else ()
        page.line(page.paint(_line(row, widths), *colours))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (pad(word, width) for word, width in zip(row, widths, strict=True))
    right = [" " * (len(word) - len(word.rstrip())) + word.rstrip() for word in others]
    return "  ".join([first, *right]).rstrip()


def _written(report: Report, page: Page) -> str:
    """Return the report as a Markdown page."""
    count = len(report.complaints) + len(report.unavailable)
    verdict = page.tr(
        "checking.good" if report.is_good else "checking.to_mend", count=count, seconds=f"{report.elapsed:.0f}"
    )
    by_kind = _kinds(report, page)
    parts = [f"# {page.tr('checking.title')}", page.tr("checking.about"), f"{verdict} {', '.join(report.devices)}."]
    parts += [table.markdown(report, lambda name: page.tr(f"checking_column.{name}")), by_kind]
    survivors = [fate.mutant for row in report.rows for fate in row.mutation.survivors]
    if survivors:
        parts.append(f"## {page.tr('checking.survivors')}")
        for row in report.rows:
            for fate in row.mutation.survivors:
                parts.append(f"`{row.exercise.id}`, `{fate.mutant.id}`:\n\n```diff\n{fate.mutant.diff}\n```")
    return "\n\n".join(part for part in parts if part) + "\n"


def _kinds(report: Report, page: Page) -> str:
    """Return a table of the kinds of change: how many there were, and how many were noticed."""
    noticed: dict[str, list[bool]] = {}
    for row in report.rows:
        marked = {mark.id for mark in row.mutation.marks}
        for fate in row.mutation.fates:
            if fate.mutant.id not in marked:
                noticed.setdefault(fate.mutant.kind, []).append(not fate.survived)
    if not noticed:
        return ""
    rows = [f"| {page.tr('checking.kind')} | {page.tr('checking_column.mutants')} |", "| --- | --- |"]
    rows += [f"| {kind} | {sum(held)}/{len(held)} |" for kind, held in sorted(noticed.items())]
    return "\n".join(rows)
