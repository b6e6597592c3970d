"""A verdict on paper: what holds, then the first thing that does not, with its evidence, most important first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cli.cells import cells, pad, wrap
from cli.markdown import filled, prose
from grader import CheckResult, CheckStatus, Status, Verdict
from grader.printable import on_paper
from study.explaining import page_for_verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.page import Page
    from grader import Where
    from study.course import Course

NOT_STARTED: Final = "not_started"
LOOKS: Final = {
    Status.PASSED.value: ("✓", "green"),
    Status.FAILED.value: ("✗", "yellow"),
    Status.TIMEOUT.value: ("◷", "magenta"),
    Status.CRASHED.value: ("‼", "red"),
    Status.INVALID.value: ("?", "red"),
    Status.UNAVAILABLE.value: ("△", "cyan"),
    NOT_STARTED: ("○", "dim"),
}
CHECKS: Final = {
    CheckStatus.PASSED: ("✓", "green"),
    CheckStatus.FAILED: ("✗", "yellow"),
    CheckStatus.NOT_RUN: ("–", "dim"),
}
FACTS: Final = ("type", "device", "value", "values")
SHOWN_LINES: Final = 20
INDENT: Final = "    "
EVIDENCE: Final = "      "


def state(verdict: Verdict) -> str:
    """Return the status, with ``not_started`` told from the failures."""
    return NOT_STARTED if verdict.not_started and not verdict.passed else verdict.status.value


def headline(verdict: Verdict, page: Page) -> str:
    """Return the line that says how a submission ended: glyph, name, word, and what it took."""
    mark, colour = LOOKS[state(verdict)]
    held = sum(check.status is CheckStatus.PASSED for check in verdict.checks)
    details = [page.tr(f"verdict.{state(verdict)}")]
    if held or (verdict.status in (Status.PASSED, Status.FAILED) and not verdict.not_started):
        details.append(page.tr("verdict.held", held=held, total=len(verdict.checks)))
    if verdict.device:
        details.append(page.tr("verdict.took", device=verdict.device, seconds=f"{verdict.seconds:.2f}"))
    return f"{page.paint(mark, colour)} {page.paint(verdict.exercise, 'bold')}  {' · '.join(details)}"


def show(verdict: Verdict, page: Page, course: Course) -> None:
    """Print a verdict on an exercise of `course` with all that a learner needs to go on."""
    page.line(headline(verdict, page))
    if verdict.message is not None:
        prose(page, page.spoken(verdict.message), INDENT)
    if verdict.notice is not None:
        prose(page, page.spoken(verdict.notice), INDENT)
    if verdict.status is Status.UNAVAILABLE:
        page.paragraph(page.tr("verdict.no_attempt"), INDENT)
    _places(verdict.where, verdict.traceback, verdict.error, INDENT, page)
    if verdict.not_started:
        return
    see = _see(verdict, page, course)
    if see and verdict.first_failed is None:
        page.paragraph(see, INDENT, "cyan")
    if all(check.status is CheckStatus.NOT_RUN for check in verdict.checks):
        page.line(f"{INDENT}{page.paint(page.tr('check.none_ran', count=len(verdict.checks)), 'dim')}")
    else:
        for check in verdict.checks:
            _check(check, page, opened=check is verdict.first_failed)
            if see and check is verdict.first_failed:
                page.paragraph(see, EVIDENCE, "cyan")
    if not verdict.passed and verdict.output:
        _output(verdict, page)


def _check(check: CheckResult, page: Page, *, opened: bool) -> None:
    mark, colour = CHECKS[check.status]
    after = f" ({page.tr('check.not_run')})" if check.status is CheckStatus.NOT_RUN else ""
    first, *rest = filled(page, page.spoken(check.title) + after, page.width - len(EVIDENCE))
    page.line(f"{INDENT}{page.paint(mark, colour)} {first}")
    for line in rest:
        page.line(f"{EVIDENCE}{line}")
    if opened:
        _evidence(check, page)


def _evidence(check: CheckResult, page: Page) -> None:
    if check.mistake is not None and check.mistake_message is not None:
        page.line(f"{EVIDENCE}{page.paint(page.tr('check.mistake'), 'yellow', 'bold')}")
        prose(page, page.spoken(check.mistake_message), EVIDENCE)
    if check.message is not None:
        prose(page, page.spoken(check.message), EVIDENCE)
    if check.mistake is None and check.mistake_message is not None:
        page.line(f"{EVIDENCE}{page.paint(page.tr('check.guess'), 'dim')}")
        prose(page, page.spoken(check.mistake_message), EVIDENCE)
    _compare(check.expected, check.actual, page)
    _places(check.where, check.traceback, check.error, EVIDENCE, page)


def _compare(expected: Mapping[str, str], actual: Mapping[str, str], page: Page) -> None:
    sides = [(page.tr("check.expected"), expected), (page.tr("check.actual"), actual)]
    width = max(cells(name) for name, _ in sides)
    for name, facts in sides:
        start = f"{EVIDENCE}{page.paint(pad(name, width), 'dim')}  "
        for key, value in facts.items():
            fact = page.tr(f"fact.{key}") if key in FACTS else key
            room = page.width - len(EVIDENCE) - width - cells(fact) - 4
            first, *rest = wrap(str(value), room)
            page.line(f"{start}{fact}: {first}")
            start = " " * (len(EVIDENCE) + width + 2)
            for line in rest:
                page.line(f"{start}{' ' * (cells(fact) + 2)}{line}")


def _places(where: Where | None, traceback: tuple[Where, ...], error: str, indent: str, page: Page) -> None:
    """Print the learner's own line, or the way there when it has several."""
    frames = traceback if len(traceback) > 1 else ((where,) if where else traceback)
    for frame in frames:
        page.line(f"{indent}{page.paint(page.tr('check.line', line=frame.line), 'dim')}  {frame.code}")
    if error:
        page.paragraph(error, indent, "dim")


def _see(verdict: Verdict, page: Page, course: Course) -> str:
    """Return where to read up on what failed, or an empty string."""
    found = page_for_verdict(course, verdict)
    if found is None:
        return ""
    number, title = course.number(found.lesson), page.spoken(found.title)
    return page.tr("check.see", lesson=number, page=found.page + 1, title=title)


def _output(verdict: Verdict, page: Page) -> None:
    lines = on_paper(verdict.output).rstrip("\n").split("\n")
    page.line(f"{INDENT}{page.paint(page.tr('output.title'), 'dim')}")
    if verdict.truncated or len(lines) > SHOWN_LINES:
        page.line(f"{INDENT}{page.paint(page.tr('output.cut', lines=min(len(lines), SHOWN_LINES)), 'dim')}")
    for line in lines[-SHOWN_LINES:]:
        page.line(f"{INDENT}│ {line}")
