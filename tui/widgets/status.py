"""The first line of the result: how the run stands, as a glyph, a word and a colour of its own."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.widgets import Static

from grader.families import FAMILIES
from tui.language import tr
from tui.run import Phase, Run

GLYPHS: Final = {
    Phase.IDLE: "○",
    Phase.STARTING: "▷",
    Phase.WAITING: "…",
    Phase.RUNNING: "▶",
    Phase.STOPPED: "■",
    Phase.NOT_STARTED: "○",
    Phase.PASSED: "✓",
    Phase.FAILED: "✗",
    Phase.TIMEOUT: "◷",
    Phase.CRASHED: "‼",
    Phase.INVALID: "?",
    Phase.UNAVAILABLE: "△",
}
_SIGN_STYLES: Final = {Phase.PASSED: "$text-success", Phase.FAILED: "$text-warning", Phase.CRASHED: "$text-error"}


def sign(phase: Phase) -> Content:
    """Return the state of a run as one cell, empty before there was one."""
    return Content("") if phase is Phase.IDLE else Content.styled(GLYPHS[phase], _SIGN_STYLES.get(phase, ""))


def word(run: Run) -> str:
    """Return the state of a run in one or two words."""
    family = FAMILIES.get(run.family)
    return tr(f"exercise.phase.{run.phase}", family=family.label if family else run.family)


def phase_classes(now: Phase) -> dict[str, bool]:
    """Return which CSS class a widget has in which phase, for `update_classes`."""
    return {f"-{phase.replace('_', '-')}": phase is now for phase in Phase}


class StatusLine(Static):
    """How the run stands, and for how long it has been running."""

    DEFAULT_CSS = """
    StatusLine { padding: 0 1; background: $panel; color: $text; }
    StatusLine.-starting, StatusLine.-running { background: $primary 40%; }
    StatusLine.-waiting { background: $secondary 35%; text-style: italic; }
    StatusLine.-passed { background: $success 45%; }
    StatusLine.-failed { background: $warning 35%; }
    StatusLine.-timeout { background: $accent 45%; }
    StatusLine.-crashed { background: $error 55%; }
    StatusLine.-invalid { background: $error 25%; }
    StatusLine.-unavailable { background: $foreground 20%; }
    /* A terminal's own colours cannot be mixed: there the line is reversed in its colour. */
    StatusLine:ansi { background: transparent; color: $foreground; text-style: reverse; }
    StatusLine.-starting:ansi, StatusLine.-running:ansi { background: transparent; color: $primary; }
    StatusLine.-waiting:ansi { background: transparent; color: $secondary; text-style: reverse; }
    StatusLine.-passed:ansi { background: transparent; color: $success; }
    StatusLine.-failed:ansi { background: transparent; color: $warning; }
    StatusLine.-timeout:ansi { background: transparent; color: $accent; }
    StatusLine.-crashed:ansi, StatusLine.-invalid:ansi { background: transparent; color: $error; }
    StatusLine.-unavailable:ansi { background: transparent; color: $foreground; }
    """

    def show(self, run: Run, elapsed: float) -> None:
        """Say how the run stands; `elapsed` seconds since it was asked for."""
        self.update_classes(phase_classes(run.phase))
        head = Content.styled(f"{GLYPHS[run.phase]} {word(run)}", "bold")
        self.update(Content(" · ").join([head, *(Content(part) for part in _details(run, elapsed))]))


def _details(run: Run, elapsed: float) -> list[str]:
    """Return what is said behind the word."""
    if run.recalled is not None:
        held = [tr("exercise.status.held", held=run.held, total=run.total)] if run.total else []
        return [*held, f"{run.recalled.time.astimezone():%Y-%m-%d %H:%M}", tr("exercise.status.again")]
    match run.phase:
        case Phase.IDLE:
            return [tr("exercise.status.none")]
        case Phase.STARTING | Phase.RUNNING:
            return [_seconds(elapsed, 1), tr("exercise.status.stop")]
        case Phase.WAITING:
            return [_seconds(run.waited, 0), tr("exercise.status.stop")]
        case Phase.PASSED | Phase.FAILED:
            took = [] if run.verdict is None else [_seconds(run.verdict.seconds, 2)]
            return [tr("exercise.status.held", held=run.held, total=run.total), *took]
        case _:
            return [tr(f"exercise.status.{run.phase}")]


def _seconds(seconds: float, digits: int) -> str:
    return tr("exercise.status.seconds", seconds=f"{seconds:.{digits}f}")
