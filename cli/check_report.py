"""What `check` found, as a Markdown page (`--report`)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.check_telling import outcome
from workshop import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import SimpleNamespace

    from cli.page import Page
    from study.course import Course
    from workshop.report import Report

PROJECT: Final = Path(__file__).resolve().parents[1]
MANUAL: Final = PROJECT / "docs" / "checking-a-course.md"


def written(found: Sequence[tuple[Course, Report]], arguments: SimpleNamespace, page: Page) -> str:
    """Return the page for one or more courses. arguments: what was typed."""
    titles = " + ".join(page.spoken(course.title) for course, _ in found)
    about = page.tr("checking.about", command=_command(arguments), columns=_manual(Path(arguments.report), page))
    parts = [f"# {page.tr('checking.title', title=titles)}", about]
    if arguments.quick:
        parts.append(f"**{page.tr('checking.quick')}**")
    for course, report in found:
        if len(found) > 1:
            parts.append(f"## {page.spoken(course.title)}")
        parts += _of_course(report, page)
    return "\n\n".join(part for part in parts if part) + "\n"


def _command(arguments: SimpleNamespace) -> str:
    """Return the command that was typed, without the names of folders that lie elsewhere on this machine."""
    courses = [] if arguments.beside is None else [arguments.course, *arguments.beside]
    words = ["python tutor.py check", *arguments.parts]
    words += [f"--course {_typed(course)}" for course in courses]
    words += ["--quick"] * bool(arguments.quick)
    return " ".join([*words, f"--report {_typed(Path(arguments.report))}"])


def _typed(path: Path) -> str:
    return path.name if path.is_absolute() else path.as_posix()


def _manual(report: Path, page: Page) -> str:
    """Return where the columns are explained: a link only from within the project, where it leads there for all."""
    folder = report.resolve().parent
    if folder.is_relative_to(PROJECT) and MANUAL.is_file():
        return f"[{MANUAL.name}]({Path(os.path.relpath(MANUAL, folder)).as_posix()})"
    return page.tr("checking.manual")


def _of_course(report: Report, page: Page) -> Iterator[str]:
    yield f"{outcome(report, page)} {', '.join(report.devices)}{'.' if report.devices else ''}".rstrip()
    yield table.markdown(report, lambda name: page.tr(f"checking_column.{name}"))
    yield _kinds(report, page)
    survivors = [(row.exercise.id, fate.mutant) for row in report.rows for fate in row.mutation.survivors]
    if survivors:
        yield f"## {page.tr('checking.survivors')}"
    for exercise, mutant in survivors:
        yield f"`{exercise}`, `{mutant.id}`:\n\n```diff\n{mutant.diff}\n```"


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
