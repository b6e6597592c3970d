"""What `check` found, as an author reads it on a terminal: what to mend, the table, and mutants that nobody noticed."""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING

from cli.check_table import show_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cli.page import Page
    from workshop.complaint import Complaint
    from workshop.report import Report


def show(report: Report, root: Path, page: Page) -> None:
    """Print all of a report. root: the course's folder, from which on files are told."""
    for _, same in groupby(report.complaints, lambda one: (one.file, one.sentence["en"], one.diff)):
        _complain(list(same), root, page)
    for sentence in report.unavailable:
        page.paragraph(page.paint(page.tr("checking.unavailable", what=sentence), "magenta"))
    if report.complaints or report.unavailable:
        page.line()
    if report.rows:
        show_table(report, page)
        page.line()
        _tell_survivors(report, page)
    page.paragraph(outcome(report, page), "", "green" if report.is_good else "yellow")
    if report.quick:
        page.paragraph(page.tr("checking.quick"))


def outcome(report: Report, page: Page) -> str:
    """Return how many things are to be mended, in a sentence."""
    count = len(report.complaints) + len(report.unavailable)
    key = "checking.good" if report.is_good else "checking.to_mend"
    return page.tr(key, count=count, seconds=f"{report.elapsed:.0f}")


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


def _complain(same: Sequence[Complaint], root: Path, page: Page) -> None:
    """Say what is wrong on one or more lines of a file."""
    complaint = same[0]
    file = os.path.relpath(complaint.file, root) if complaint.file.is_relative_to(root) else str(complaint.file)
    lines = ", ".join(str(one.line) for one in same if one.line)
    page.line(page.paint(f"{file}:{lines}" if lines else file, "bold"))
    page.paragraph(page.spoken(complaint.sentence), "  ")
    _show_diff(complaint.diff, page)


def _show_diff(diff: str, page: Page) -> None:
    for line in diff.splitlines()[2:]:
        colour = "green" if line.startswith("+") else "red" if line.startswith("-") else "dim"
        page.line(f"    {page.paint(line, colour)}")
