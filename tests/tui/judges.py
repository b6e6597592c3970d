"""A judge that tells a prepared story instead of running code, so that tests of the screen start no process."""

import threading
from typing import TYPE_CHECKING

from grader import (
    Cancelled,
    CheckFinished,
    CheckResult,
    CheckStatus,
    GradingEvent,
    Judged,
    Started,
    Status,
    Verdict,
    Where,
    read_checks,
)
from study.course import Exercise
from study.session import Session
from tests.tui.conftest import StillJudge

if TYPE_CHECKING:
    from collections.abc import Sequence


class StoryJudge(StillJudge):
    """Tells `events`, then gives `verdict`.

    With `hold`, it stays between the two until it is let go or cancelled; with `search`, between the verdict and the
    one with the known mistake, which is `known`.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session.course, session.workspace, session.log)
        self.events: Sequence[GradingEvent] = (Started("cpu"),)
        self.verdict: Verdict | None = None
        self.failure: Exception | None = None
        self.hold = False
        self.search = False
        self.known: Verdict | None = None
        self.let_go = threading.Event()
        self.stopped = threading.Event()
        self.seen: list[str] = []
        self.cancelled: list[str] = []

    def judge(self, exercise: Exercise, listen=None, cancelled=None) -> Verdict:
        text = self._workspace.file(exercise).read_text("utf-8")
        self.seen.append(text)
        for event in self.events:
            listen(event)
        while self.hold and not self.let_go.wait(0.01):
            if cancelled.is_set():
                self.cancelled.append(text)
                self.stopped.set()
                raise Cancelled
        if self.failure is not None:
            raise self.failure
        verdict = self.verdict or passed(exercise)
        for check in verdict.checks:
            listen(CheckFinished(check))
        listen(Judged(verdict))
        if self.search:
            self.let_go.wait()
        verdict = self.known or verdict
        if verdict.counts_as_attempt:
            self._note(verdict, self._workspace.digest(exercise))
        return verdict


def checks_of(exercise: Exercise, status: CheckStatus) -> tuple[CheckResult, ...]:
    return tuple(CheckResult(check.name, check.title, status) for check in read_checks(exercise.checks).expected)


def passed(exercise: Exercise) -> Verdict:
    return Verdict(exercise.id, Status.PASSED, checks_of(exercise, CheckStatus.PASSED), device="cpu", seconds=0.06)


def failed(exercise: Exercise) -> Verdict:
    first, *others = checks_of(exercise, CheckStatus.PASSED)
    wrong = CheckResult(
        first.name,
        first.title,
        CheckStatus.FAILED,
        message={"en": "The dtype is float64, expected float32.", "ko": "dtype이 float64예요. float32여야 해요."},
        expected={"shape": "(2,)", "dtype": "float32", "values": "[0, 6]"},
        actual={"shape": "(2,)", "dtype": "float64", "values": "[0, 9]"},
        mistake="double.squared",
        mistake_message={"en": "You squared the number; `x ** 2` is not twice x.", "ko": "`x ** 2`는 제곱이에요."},
        where=Where(4, "return x ** 2"),
    )
    return Verdict(
        exercise.id, Status.FAILED, (wrong, *others), device="cpu", seconds=0.07, output="x is tensor([0., 3.])\n"
    )


def ended(exercise: Exercise, status: Status, en: str, ko: str, **facts) -> Verdict:
    return Verdict(
        exercise.id,
        status,
        checks_of(exercise, CheckStatus.NOT_RUN),
        message={"en": en, "ko": ko},
        device="cpu",
        **facts,
    )
