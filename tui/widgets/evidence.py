"""What was found where code did not do what was expected: the mistake, the message, both sides, the learner's line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.language import spoken, tr
from tui.widgets.inline import inline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.events import Click

    from grader.text import Text
    from grader.verdict import CheckResult, Verdict, Where

_FACTS: Final = ("type", "shape", "dtype", "device", "values", "value")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a failed check and a run that came to no checks have in common.

    mistake: a recognised one. guess: what a failure of this kind often comes from, where none was recognised.
    """

    message: Text | None = None
    mistake: Text | None = None
    guess: Text | None = None
    expected: Mapping[str, str] = field(default_factory=dict)
    actual: Mapping[str, str] = field(default_factory=dict)
    where: Where | None = None
    traceback: tuple[Where, ...] = ()
    error: str = ""

    @classmethod
    def of_check(cls, check: CheckResult) -> Finding:
        """Return what a check found."""
        is_recognised = check.mistake is not None
        return cls(
            check.message,
            check.mistake_message if is_recognised else None,
            None if is_recognised else check.mistake_message,
            check.expected,
            check.actual,
            check.where,
            check.traceback,
            check.error,
        )

    @classmethod
    def of_verdict(cls, verdict: Verdict) -> Finding:
        """Return what is said about a submission as a whole."""
        message = verdict.message or verdict.notice
        return cls(message=message, where=verdict.where, traceback=verdict.traceback, error=verdict.error)

    def facts(self) -> tuple[tuple[str, str, str], ...]:
        """Return name, expected and actual of the facts that are at stake, the usual ones first."""
        at_stake = self.expected or self.actual
        names = [name for name in _FACTS if name in at_stake]
        names += [name for name in at_stake if name not in names]
        return tuple((name, self.expected.get(name, ""), self.actual.get(name, "")) for name in names)


class CodeLine(Static):
    """A line of the learner's file; a click asks for it in the editor."""

    @dataclass
    class Chosen(Message):
        """The learner wants to see this line."""

        line: int

    DEFAULT_CSS = """
    CodeLine { background: $boost; padding: 0 1; &:hover { background: $primary 20%; } }
    """

    def __init__(self, where: Where) -> None:
        number = Content.styled(tr("exercise.evidence.line", line=where.line), "$text-accent bold")
        super().__init__(Content.assemble(number, "  ", (where.code, "")))
        self._line = where.line
        self.tooltip = tr("exercise.evidence.line_tip")

    def on_click(self, event: Click) -> None:
        """Ask for the line."""
        event.stop()
        self.post_message(self.Chosen(self._line))


class Evidence(Vertical):
    """Draws a finding, the most helpful first."""

    DEFAULT_CSS = """
    Evidence { height: auto; padding: 0 1 0 3; }
    Evidence > .mistake { border-left: thick $accent; padding: 0 1; margin-bottom: 1; background: $accent 10%;
        &:ansi { background: transparent; } }
    Evidence > .guess { margin-top: 1; }
    Evidence > .facts { height: auto; margin-top: 1; }
    Evidence .fact { height: auto; }
    Evidence .fact > .name { width: 8; color: $text-muted; }
    Evidence .fact > .side { width: 1fr; padding-right: 1; }
    Evidence .fact.-head > .side { text-style: bold; }
    Evidence .fact.-differs > .expected { color: $text-success; }
    Evidence .fact.-differs > .actual { color: $text-error; text-style: bold; }
    Evidence > .heading { color: $text-muted; margin-top: 1; }
    Evidence > CodeLine { margin-top: 1; }
    Evidence > CodeLine.-framed { margin-top: 0; }
    Evidence > .error { color: $text-error; margin-top: 1; }
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding

    def compose(self) -> ComposeResult:
        """Yield the mistake, the message, the facts, the learner's lines and the original error text."""
        found = self.finding
        if found.mistake is not None:
            heading = Content.styled(f"{tr('exercise.evidence.mistake')}\n", "$text-accent bold")
            yield Static(heading + inline(spoken(found.mistake)), classes="mistake")
        if found.message is not None:
            yield Static(inline(spoken(found.message)), classes="message")
        elif found.mistake is None and not found.error:
            yield Static(tr("exercise.evidence.nothing"), classes="message")
        if found.guess is not None:
            heading = Content.styled(f"{tr('exercise.evidence.guess')}\n", "$text-muted")
            yield Static(heading + inline(spoken(found.guess)), classes="guess")
        if found.facts():
            with Vertical(classes="facts"):
                yield from self._facts()
        yield from self._lines()
        if found.error and not self._error_is_told():
            yield Static(Content(found.error), classes="error")

    def _error_is_told(self) -> bool:
        """Whether the message repeats the error text word for word."""
        text = self.finding.error.partition(": ")[2] or self.finding.error
        return self.finding.message is not None and text in spoken(self.finding.message)

    def _facts(self) -> ComposeResult:
        head = ("", tr("exercise.evidence.expected"), tr("exercise.evidence.actual"))
        yield _fact(*head, style="-head")
        for name, expected, actual in self.finding.facts():
            label = tr(f"exercise.fact.{name}") if name in _FACTS else name
            differs = bool(expected and actual and expected != actual)
            yield _fact(label, expected, actual, style="-differs" if differs else "")

    def _lines(self) -> ComposeResult:
        frames = self.finding.traceback
        if len(frames) > 1:
            yield Static(tr("exercise.evidence.path"), classes="heading")
            for frame in frames:
                line = CodeLine(frame)
                line.add_class("-framed")
                yield line
        elif self.finding.where is not None or frames:
            yield CodeLine(self.finding.where or frames[-1])


def _fact(name: str, expected: str, actual: str, *, style: str) -> Horizontal:
    return Horizontal(
        Static(Content(name), classes="name"),
        Static(Content(expected), classes="side expected"),
        Static(Content(actual), classes="side actual"),
        classes=f"fact {style}",
    )
