"""Fold the frames of one run into check results. What did not report does not count as passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.behaviour import Behaviour
from grader.checks import ExpectedCheck
from grader.events import CheckFinished, GradingEvent, MetricLogged, OutputPrinted, Started
from grader.frames import Frame
from grader.messages import message
from grader.printable import harmless
from grader.text import Text
from grader.verdict import CheckResult, CheckStatus, Status, Where


@dataclass
class Collected:
    """What is known of a run so far. `ended` holds the last frame once the run is over."""

    expected: Sequence[ExpectedCheck]
    results: dict[str, CheckResult] = field(default_factory=dict)
    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    compared: dict[int, dict[str, Behaviour]] = field(default_factory=dict)
    """Of a run that compares: the behaviours of each source, by its place."""
    alone: dict[int, Behaviour | None] = field(default_factory=dict)
    """Of a run that looks for sources that behave alike on one check: the behaviour of each on it, run alone."""
    device: str = ""
    output: list[str] = field(default_factory=list)
    seconds: float = 0.0
    invalid: Frame | None = None
    broken: Frame | None = None
    ended: Frame | None = None

    def take(self, frame: Frame) -> GradingEvent | None:
        """Add one frame; return what to tell a listener."""
        match frame.get("kind"):
            case "started":
                self.device = str(frame["device"])
                return Started(self.device)
            case "check":
                return self._check(str(frame["name"]), harmless(frame["result"]))
            case "behaviour":
                self.compared[int(frame["source"])] = harmless(frame["seen"])
            case "alone":
                self.alone[int(frame["source"])] = harmless(frame["seen"])
            case "metric":
                return MetricLogged(str(frame["name"]), int(frame["step"]), float(frame["value"]))
            case "output":
                self.output.append(str(frame["text"]))
                return OutputPrinted(str(frame["text"]))
            case "finished":
                self.seconds = float(frame["seconds"])
            case "invalid":
                self.invalid = harmless(frame)
            case "broken":
                self.broken = self.broken or harmless(frame)
            case "ended" | "lost":
                self.ended = frame
        return None

    @property
    def how(self) -> str:
        """Why the run ended: finished, died, timeout, cancelled, forged or lost."""
        return str(self.ended.get("how", "lost")) if self.ended else "lost"

    @property
    def status(self) -> Status:
        """The status that the frames prove."""
        if self.broken is not None:
            return Status.UNAVAILABLE
        if self.how == "timeout":
            return Status.TIMEOUT if self.device else Status.UNAVAILABLE
        if self.how == "lost":
            return Status.CRASHED if self.device else Status.UNAVAILABLE
        if self.invalid is not None:
            return Status.INVALID
        if self.how != "finished":
            return Status.CRASHED
        statuses = [self.results[check.name].status for check in self.expected if check.name in self.results]
        if CheckStatus.FAILED in statuses:
            return Status.FAILED
        return Status.PASSED if len(statuses) == len(self.expected) else Status.CRASHED

    def message(self, seconds: float) -> Text | None:
        """Return why it is not a plain pass or fail; `seconds` is the time limit."""
        match self.status:
            case Status.TIMEOUT:
                return message("run.timeout", seconds=f"{seconds:g}")
            case Status.INVALID:
                return dict((self.invalid or {}).get("message") or {})
            case Status.CRASHED:
                return self._crash()
            case Status.UNAVAILABLE:
                return self._our_side()
        return None

    @property
    def device_failed(self) -> bool:
        """Whether the GPU broke down, or was full, under the submission."""
        return (self.broken or {}).get("reason") == "device failed"

    def _our_side(self) -> Text:
        broken = self.broken or {}
        match broken.get("reason"):
            case "device":
                return message("run.no_device", device=broken.get("device", ""))
            case "device failed":
                return message("run.device_failed", device=broken.get("device", ""))
            case "hosts":
                return message("run.hosts_end")
        return message("run.our_side")

    def error(self) -> str:
        """Return the original text behind `message`."""
        return str((self.invalid or self.broken or {}).get("error", ""))

    def _crash(self) -> Text:
        code = (self.ended or {}).get("code")
        if self.how == "finished" or self.how == "forged":
            return message("run.no_proof")
        if self.how == "died" and isinstance(code, int) and code >= 0:
            return message("run.exited", code=code)
        signals: Mapping[int, str] = {-9: "run.killed", -11: "run.segfault", -24: "run.cpu_time", -25: "run.file_size"}
        return message(signals.get(code, "run.died") if isinstance(code, int) else "run.died")

    def _check(self, name: str, result: Mapping[str, Any]) -> CheckFinished | None:
        title = next((check.title for check in self.expected if check.name == name), None)
        if title is None or name in self.results:
            return None
        made = CheckResult.from_json({**result, "name": name, "title": title})
        self.results[name] = made
        if made.status is CheckStatus.FAILED:
            self.behaviours[name] = result.get("behaviour") or {}
        return CheckFinished(made)

    def where(self) -> tuple[Where | None, tuple[Where, ...]]:
        """Return the line and the frames of what made the file invalid."""
        invalid = self.invalid or {}
        where = invalid.get("where")
        return (Where(**where) if where else None, tuple(Where(**frame) for frame in invalid.get("traceback", ())))
