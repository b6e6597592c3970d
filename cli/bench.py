"""`bench`: what the tutorial takes on this machine, side by side. The measuring itself is `study.bench`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from cli.cells import cells, pad
from cli.page import Page
from study.bench.machine import Load, Watching, machine
from study.bench.measuring import measure

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import SimpleNamespace

    from study.bench.machine import Machine
    from study.bench.part import Part, Step
    from study.bench.readings import Readings
    from study.session import Session

MEASURED: Final = 0
NOT_MEASURED: Final = 3
COLUMN: Final = 10
INDENT: Final = "  "
UNDER: Final = (
    "started",
    "checked",
    "bare_again",
    "diagnosis_first",
    "diagnosis_again",
    "diagnosis_opened",
    "noticed",
    "imported",
)
"""Figures that explain the one above them."""
MEGABYTE: Final = 10**6


def bench(arguments: SimpleNamespace, session: Session, page: Page) -> int:
    """Measure, and print every part as it comes. Return 0, or 3 when something did not work that should."""
    here = machine()
    watching = Watching()
    progress = Page(page.language, sys.stderr)
    device = session.judge.choice
    if not arguments.json:
        _show_machine(here, watching.before, arguments.rounds, page)
    parts = []
    course = (session.course.parts or (session.course,))[0]
    for part in measure(course, arguments.rounds, device, page.language, _progress(progress)):
        parts.append(part)
        progress.clear()
        if not arguments.json:
            _show(part, page)
    load = watching.load()
    if arguments.json:
        found = {
            "machine": asdict(here),
            "load": {**asdict(load), "is_busy": load.is_busy},
            "rounds": arguments.rounds,
            "course": {"id": session.course.id, "version": session.course.version},
            "parts": [part.to_json() for part in parts],
        }
        page.data(found)
    else:
        _show_end(load, page)
    return NOT_MEASURED if any(part.failed for part in parts) else MEASURED


def _progress(page: Page) -> Callable[[Step], None]:
    told = ""

    def tell(step: Step) -> None:
        nonlocal told
        what = page.tr(f"bench_step.{step.what}")
        if page.on_terminal:
            page.passing(page.tr("bench.round", part=step.part, number=step.round, what=what))
        elif step.part != told:
            page.line(page.tr("bench.measuring", part=step.part))
            told = step.part

    return tell


def _show_machine(here: Machine, before: float | None, rounds: int, page: Page) -> None:
    memory = page.tr("bench.gigabytes", size=round(here.memory / 2**30)) if here.memory else "?"
    page.paragraph(page.tr("bench.machine", processor=here.processor, cores=here.cores, memory=memory))
    packages = ", ".join(f"{name} {version}" for name, version in here.packages.items())
    page.paragraph(f"{here.system}, Python {here.python}, {packages}")
    if before is not None:
        page.paragraph(page.tr("bench.load", load=f"{before:.1f}"))
    page.line()
    page.paragraph(page.tr("bench.how", rounds=rounds))


def _show(part: Part, page: Page) -> None:
    page.line()
    title = (
        page.tr(f"bench_title.{part.name}")
        if part.name in ("small_fit", "save", "screen", "start")
        else str(part.about["label"])
    )
    if part.missing is not None:
        page.line(page.paint(title, "bold"))
        page.paragraph(page.tr("bench.not_measured", why=page.spoken(part.missing)), INDENT)
        return
    width = page.width - 2 * COLUMN
    page.line(page.paint(pad(title, width) + _right(page.tr("bench.median")) + _right(page.tr("bench.p95")), "bold"))
    if "exercise" in part.about:
        page.line(INDENT + page.paint(page.tr("bench.exercise", **part.about), "dim"))
    for name, readings in part.figures.items():
        label = page.tr(f"bench_figure.{name}", **part.about)
        page.line(_row(("    " if name in UNDER else INDENT) + label, readings, width, page))
    for name, ratio in part.ratios.items():
        page.line(pad(INDENT + page.tr(f"bench_ratio.{name}"), width) + _right(f"{ratio:.1f}×"))
    for name, footprint in part.memory.items():
        size, proportional = footprint.resident // MEGABYTE, footprint.proportional // MEGABYTE
        label = page.tr(f"bench_memory.{name}", processes=footprint.processes, proportional=proportional)
        page.line(pad(INDENT + label, width) + _right(f"{size} MB"))
    if part.memory_missing is not None:
        page.paragraph(page.spoken(part.memory_missing), INDENT)


def _row(label: str, readings: Readings, width: int, page: Page) -> str:
    p95 = _time(readings.p95, page) if len(readings.seconds) > 1 else "–"
    return pad(label, width) + _right(_time(readings.median, page)) + _right(p95)


def _time(seconds: float, page: Page) -> str:
    if seconds < 1:
        return page.tr("bench.milliseconds", time=f"{seconds * 1000:.0f}")
    return page.tr("bench.seconds", time=f"{seconds:.2f}")


def _right(text: str) -> str:
    return " " * (COLUMN - cells(text)) + text


def _show_end(load: Load, page: Page) -> None:
    page.line()
    page.paragraph(page.tr("bench.warmed"))
    if load.others is not None:
        page.paragraph(page.tr("bench.others", cores=f"{load.others:.1f}", total=load.cores))
    if load.is_busy:
        page.paragraph(page.tr("bench.busy"), "", "yellow")
