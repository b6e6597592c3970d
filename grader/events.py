"""What is told about a submission while it is graded, in the order in which it happens; or that it was called off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from grader.verdict import CheckResult, Verdict


class Cancelled(Exception):
    """The grading was called off."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The frameworks of `family` are still being imported; told about once a second. `seconds` since the wait began."""

    family: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Started:
    """The worker runs the learner's file on `device`."""

    device: str


@dataclass(frozen=True, slots=True)
class CheckFinished:
    """One check ended."""

    result: CheckResult


@dataclass(frozen=True, slots=True)
class MetricLogged:
    """A point of a curve, such as the loss after an epoch. `step` counts from 0; at 0 the curve `name` begins anew."""

    name: str
    step: int
    value: float


@dataclass(frozen=True, slots=True)
class OutputPrinted:
    """A piece of what the learner's code printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict stands. The mistake behind a failure may still be named: `Grader.grade` returns that verdict."""

    verdict: Verdict


GradingEvent: TypeAlias = Waiting | Started | CheckFinished | MetricLogged | OutputPrinted | Judged
Listener: TypeAlias = Callable[[GradingEvent], None]
