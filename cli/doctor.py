"""`doctor`: what works here, what does not, and how to mend it. The examination itself is `study.health`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cli.cells import pad
from cli.opening import whole
from study.finding import Finding
from study.health import examine as look

if TYPE_CHECKING:
    from types import SimpleNamespace

    from cli.page import Page

LOOKS: Final = {True: ("✓", "green", "works"), False: ("✗", "red", "broken"), None: ("△", "yellow", "limited")}
HEALTHY: Final = 0
NOT_HEALTHY: Final = 1


def examine(arguments: SimpleNamespace, page: Page) -> int:
    """Print every finding. Return 0 when nothing is broken, else 1. Raises NoFolder."""
    findings = []
    page.passing(page.tr("doctor.begins"))
    beside = None if arguments.beside is None else [whole(one) for one in arguments.beside]
    for finding in look(whole(arguments.course), whole(arguments.workspace), arguments.device, beside):
        findings.append(finding)
        if not arguments.json:
            _show(finding, page)
            page.passing(page.tr("doctor.begins"))
    page.clear()
    broken = sum(finding.ok is False for finding in findings)
    if arguments.json:
        page.data([_plain(finding) for finding in findings])
    else:
        page.line()
        page.paragraph(page.tr("doctor.to_mend", count=broken) if broken else page.tr("doctor.healthy"))
    return NOT_HEALTHY if broken else HEALTHY


def _show(finding: Finding, page: Page) -> None:
    mark, colour, word = LOOKS[finding.ok]
    subject = pad(page.spoken(finding.subject), 14)
    page.line(f"{page.paint(mark, colour)} {page.paint(subject, 'bold')} {page.tr(f'doctor.{word}')}")
    page.paragraph(page.spoken(finding.sentence), "    ")
    if finding.mend is not None:
        page.paragraph(f"→ {page.spoken(finding.mend)}", "    ", "bold")


def _plain(finding: Finding) -> dict[str, object]:
    return {
        "name": finding.name,
        "ok": finding.ok,
        "subject": dict(finding.subject),
        "sentence": dict(finding.sentence),
        "mend": dict(finding.mend) if finding.mend is not None else None,
    }
