"""The result of one submission, as frozen data and as JSON. It judges nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from grader.text import Text

GRADER_VERSION: Final = "1"


class Status(StrEnum):
    """How a submission ended.

    failed: it ran and a check did not hold. invalid: it cannot be read, parsed or imported.
    timeout, crashed: it was stopped, or it died. unavailable: our side; never counts as an attempt.
    """

    PASSED = "passed"
    FAILED = "failed"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    INVALID = "invalid"
    UNAVAILABLE = "unavailable"


class CheckStatus(StrEnum):
    """How one check ended; `NOT_RUN` when the submission ended before its turn."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not_run"


@dataclass(frozen=True, slots=True)
class Where:
    """A line of the learner's file. `line` counts from 1; `code` is that line without its indent."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found.

    message: what is wrong, then the evidence; None for a check that passed or did not run.
    expected, actual: facts to show side by side, such as ``{"shape": "(3, 2)", "dtype": "float32"}``.
    mistake: key of the recognised mistake, such as ``grad.accumulates``, with its sentence in `mistake_message`.
    Without a key that sentence is a guess: what a failure of this kind often comes from.
    error: original text of the exception, in English, so that it can be searched; empty when there was none.
    traceback: the learner's own frames, innermost last.
    """

    name: str
    title: Text
    status: CheckStatus
    message: Text | None = None
    expected: Mapping[str, str] = field(default_factory=dict)
    actual: Mapping[str, str] = field(default_factory=dict)
    mistake: str | None = None
    mistake_message: Text | None = None
    where: Where | None = None
    error: str = ""
    traceback: tuple[Where, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CheckResult:
        """Return the result that `Verdict.to_json` wrote. Raises KeyError, TypeError or ValueError on other data."""
        where = data.get("where")
        return cls(
            name=data["name"],
            title=data["title"],
            status=CheckStatus(data["status"]),
            message=data.get("message"),
            expected=data.get("expected") or {},
            actual=data.get("actual") or {},
            mistake=data.get("mistake"),
            mistake_message=data.get("mistake_message"),
            where=Where(**where) if where else None,
            error=data.get("error", ""),
            traceback=tuple(Where(**frame) for frame in data.get("traceback", ())),
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """All the results of one submission.

    message: why it is not a plain pass or fail ("line 3 cannot be read as Python ..."), else None.
    not_started: the file still is the untouched stub.
    device: where the code ran, such as ``cpu`` or ``cuda:0``. seconds: wall clock, in the worker.
    output: what the learner's code printed; `truncated` when it was longer than is kept.
    notice: something beside the verdict to know: the GPU failed, and the CPU ran the code instead.
    device_failed: the GPU broke down, or was full.
    """

    exercise: str
    status: Status
    checks: tuple[CheckResult, ...] = ()
    message: Text | None = None
    where: Where | None = None
    error: str = ""
    traceback: tuple[Where, ...] = ()
    not_started: bool = False
    device: str = ""
    seconds: float = 0.0
    output: str = ""
    truncated: bool = False
    notice: Text | None = None
    device_failed: bool = False
    course_version: str = ""
    grader_version: str = GRADER_VERSION

    @property
    def passed(self) -> bool:
        """Whether every expected check was seen to hold."""
        return self.status is Status.PASSED

    @property
    def counts_as_attempt(self) -> bool:
        """Whether the learner tried: not when our side failed, not for an untouched stub."""
        return self.status is not Status.UNAVAILABLE and not self.not_started

    @property
    def first_failed(self) -> CheckResult | None:
        """The first check that did not hold, which is the one to talk about."""
        return next((check for check in self.checks if check.status is CheckStatus.FAILED), None)

    @property
    def mistake(self) -> str | None:
        """Key of the recognised mistake of the first failed check that has one."""
        return next((check.mistake for check in self.checks if check.mistake), None)

    def with_checks(self, checks: tuple[CheckResult, ...]) -> Verdict:
        """Return the same verdict with other check results."""
        return replace(self, checks=checks)

    def to_json(self) -> dict[str, Any]:
        """Return plain data for `json.dumps`; `from_json` reads it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Verdict:
        """Return the verdict that `to_json` wrote. Raises KeyError, TypeError or ValueError on other data."""
        where = data.get("where")
        return cls(
            exercise=data["exercise"],
            status=Status(data["status"]),
            checks=tuple(CheckResult.from_json(check) for check in data["checks"]),
            message=data.get("message"),
            where=Where(**where) if where else None,
            error=data.get("error", ""),
            traceback=tuple(Where(**frame) for frame in data.get("traceback", ())),
            not_started=bool(data.get("not_started", False)),
            device=data.get("device", ""),
            seconds=float(data.get("seconds", 0.0)),
            output=data.get("output", ""),
            truncated=bool(data.get("truncated", False)),
            notice=data.get("notice"),
            device_failed=bool(data.get("device_failed", False)),
            course_version=data.get("course_version", ""),
            grader_version=data.get("grader_version", ""),
        )
