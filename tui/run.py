"""One grading run as far as it is known: a pure fold over the grader's events. No clock, no widget."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from grader.events import CheckFinished, GradingEvent, Judged, MetricLogged, OutputPrinted, Started, Waiting
from grader.verdict import CheckResult, CheckStatus, Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.checks import ExpectedCheck
    from grader.text import Text
    from tui.recall import Recalled

KEPT_OUTPUT = 100_000


class Phase(StrEnum):
    """What a run looks like to the learner. After the first four it has a verdict, or will never have one."""

    IDLE = "idle"
    STARTING = "starting"
    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    NOT_STARTED = "not_started"
    PASSED = "passed"
    FAILED = "failed"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    INVALID = "invalid"
    UNAVAILABLE = "unavailable"

    @property
    def under_way(self) -> bool:
        """Whether more is to come."""
        return self in (Phase.STARTING, Phase.WAITING, Phase.RUNNING)


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of a run.

    expected: the checks that will report. checks: those that did, by name.
    curves: the values of each metric, in order. waited: seconds of waiting for the frameworks of `family`.
    searching: the verdict stands, and the mistake behind it is still looked for.
    recalled: the run is one of an earlier start of the program, of which this is all that is known.
    """

    phase: Phase = Phase.IDLE
    expected: tuple[ExpectedCheck, ...] = ()
    checks: Mapping[str, CheckResult] = field(default_factory=dict)
    curves: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    output: str = ""
    family: str = ""
    waited: float = 0.0
    device: str = ""
    verdict: Verdict | None = None
    searching: bool = False
    recalled: Recalled | None = None

    @property
    def held(self) -> int:
        """How many checks hold."""
        if self.recalled is not None:
            return self.recalled.held
        return sum(check.status is CheckStatus.PASSED for check in self.checks.values())

    @property
    def total(self) -> int:
        """How many checks there are."""
        if self.recalled is not None:
            return self.recalled.total
        return max(len(self.expected), len(self.checks))

    @property
    def first_failed(self) -> str | None:
        """Name of the first check that did not hold, in the order in which they are shown."""
        failed = [name for name, check in self.checks.items() if check.status is CheckStatus.FAILED]
        order = [check.name for check in self.expected]
        return min(failed, key=lambda name: order.index(name) if name in order else len(order), default=None)

    def rows(self) -> tuple[tuple[str, Text, CheckResult | None], ...]:
        """Return name, title and result (None while it is not there) of every check."""
        promised = [(check.name, check.title, self.checks.get(check.name)) for check in self.expected]
        names = {check.name for check in self.expected}
        others = [(name, check.title, check) for name, check in self.checks.items() if name not in names]
        return (*promised, *others)


def begun(expected: tuple[ExpectedCheck, ...]) -> Run:
    """Return a run that was asked for and has not answered yet."""
    return Run(phase=Phase.STARTING, expected=expected)


def recalled(found: Recalled | None) -> Run:
    """Return the run that an earlier start of the program left, as far as it is known; an idle one for None."""
    return Run() if found is None else Run(phase=Phase(found.status.value), recalled=found)


def stopped(run: Run) -> Run:
    """Return the run as it stands when no more will come of it."""
    if run.phase.under_way:
        return replace(run, phase=Phase.STOPPED)
    return replace(run, searching=False) if run.searching else run


def told(run: Run, event: GradingEvent) -> Run:
    """Return what is known after `event`."""
    match event:
        case Waiting(family, seconds):
            return replace(run, phase=Phase.WAITING, family=family, waited=seconds)
        case Started(device):
            return replace(run, phase=Phase.RUNNING, device=device)
        case CheckFinished(result):
            return replace(run, phase=Phase.RUNNING, checks={**run.checks, result.name: result})
        case MetricLogged(name, step, value):
            # A longer run of the same loop takes the place of the one that is shown: it begins at step 0 again.
            earlier = run.curves.get(name, ()) if step else ()
            return replace(run, curves={**run.curves, name: (*earlier, value)})
        case OutputPrinted(text):
            return replace(run, output=(run.output + text)[-KEPT_OUTPUT:])
        case Judged(verdict):
            return replace(judged(run, verdict), searching=_may_be_known(verdict))


def judged(run: Run, verdict: Verdict) -> Run:
    """Return the run with its verdict; the verdict's own checks and output replace what came piece by piece."""
    return replace(
        run,
        phase=_phase(verdict),
        verdict=verdict,
        checks={check.name: check for check in verdict.checks},
        output=verdict.output or run.output,
        device=verdict.device or run.device,
        searching=False,
    )


def _may_be_known(verdict: Verdict) -> bool:
    """Whether the grader may still name the mistake behind a verdict."""
    return verdict.status is Status.FAILED and not verdict.not_started and verdict.mistake is None


def _phase(verdict: Verdict) -> Phase:
    if verdict.not_started and verdict.status is not Status.PASSED:
        return Phase.NOT_STARTED
    return Phase(verdict.status.value)
