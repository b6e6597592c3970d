"""The grader: takes a submission, gives a verdict. It never runs a learner's code in this process."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from grader.behaviour import Behaviour
from grader.checks import CheckFolder, CheckFolderError, read_checks
from grader.collecting import Collected
from grader.diagnosis import Diagnosis
from grader.events import Cancelled, Judged, Listener
from grader.families import FAMILIES
from grader.job import Source
from grader.messages import MessageError, exercise_messages, message
from grader.reading import Unreadable, read_source
from grader.runs import IDLE, HostsEnd, Runner
from grader.submission import Submission
from grader.verdict import CheckResult, CheckStatus, Status, Verdict


class Grader:
    """Grades submissions. Starts hosts when they are first needed and keeps them; thread-safe; a context manager.

    memory: a folder to remember how known mistakes behave in. idle: seconds after which a large host that nobody needs
    is ended.
    """

    def __init__(self, memory: Path | None = None, *, idle: float = IDLE) -> None:
        self._runner = Runner(idle)
        self._diagnosis = Diagnosis(self._runner, memory)
        self._learning = threading.Event()

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, checks: Path) -> None:
        """Start the host that this folder of checks needs first. Returns at once; does nothing for a broken folder."""
        with contextlib.suppress(CheckFolderError, Cancelled, HostsEnd):
            family = read_checks(checks).families[0]
            if not FAMILIES[family].missing():
                self._runner.prepare(family)

    def prepare(self, checks: Path, device: str = "auto") -> None:
        """Have all that this folder of checks needs ready for the next submission, in the background; returns at once.

        Its host is started, a worker collects its checks, and then it is found out how its known mistakes behave. Does
        nothing for a broken folder.
        """
        self._learning.set()
        try:
            folder = read_checks(checks)
        except CheckFolderError:
            return
        for family in reversed(folder.families):
            if not FAMILIES[family].missing():
                with contextlib.suppress(Cancelled, HostsEnd):
                    self._runner.prepare(family, folder, device)
        if not any(FAMILIES[family].missing() for family in folder.families):
            stop = self._learning = threading.Event()
            threading.Thread(target=self._learn, args=(folder, device, stop), name="mistakes", daemon=True).start()

    def _learn(self, folder: CheckFolder, device: str, stop: threading.Event) -> None:
        with contextlib.suppress(Cancelled, OSError, UnicodeError):
            self._diagnosis.learn(folder, device, stop)

    def device(self, checks: Path, device: str = "auto") -> str | None:
        """Return where code of this folder will run, or None until its host said so."""
        try:
            family = read_checks(checks).families[0]
        except CheckFolderError:
            return None
        available = self._runner.devices(family)
        if not available:
            return None
        return available[0] if device == "auto" else device

    def devices(self, checks: Path) -> tuple[str, ...]:
        """Return every device on which code of this folder can run, best first; nothing until its hosts said so."""
        try:
            families = read_checks(checks).families
        except CheckFolderError:
            return ()
        first, *others = (self._runner.devices(family) for family in families)
        return tuple(device for device in first if all(device in other for other in others))

    def grade(
        self, submission: Submission, listen: Listener | None = None, cancelled: threading.Event | None = None
    ) -> Verdict:
        """Grade `submission` and return its verdict, with the mistake behind a failure when it is a known one.

        `listen` is called from this thread with what happens, `Judged` when the verdict stands. Raises Cancelled
        soon after `cancelled` is set or the grader is closed. Nothing else is raised: what goes wrong on our side is a
        verdict, too.
        """
        hear: Listener = listen or (lambda _: None)
        stop = cancelled or threading.Event()
        verdict, observed, folder = self._judge(submission, hear, stop)
        if verdict.status is Status.UNAVAILABLE and verdict.device_failed:
            submission = replace(submission, device="cpu")
            again, observed, folder = self._judge(submission, hear, stop)
            verdict = replace(again, notice=verdict.message, error=again.error or verdict.error)
        hear(Judged(verdict))
        if folder is None or verdict.status is not Status.FAILED or not submission.diagnosed:
            return verdict
        return self._diagnosis.name_the_mistake(verdict, observed, folder, submission.device, stop)

    def close(self) -> None:
        """End all hosts, for good."""
        self._learning.set()
        self._runner.close()

    def _judge(
        self, submission: Submission, hear: Listener, stop: threading.Event
    ) -> tuple[Verdict, Mapping[str, Behaviour], CheckFolder | None]:
        made = Verdict(submission.exercise, Status.UNAVAILABLE, course_version=submission.course_version)
        try:
            folder = read_checks(submission.checks)
            exercise_messages(submission.checks)
        except (CheckFolderError, MessageError) as error:
            return replace(made, message=message("run.our_side"), error=str(error)), {}, None
        made = made.with_checks(
            tuple(CheckResult(check.name, check.title, CheckStatus.NOT_RUN) for check in folder.expected)
        )
        try:
            text = read_source(submission.file)
        except Unreadable as error:
            return replace(made, status=Status.INVALID, message=error.text, error=error.error), {}, folder
        if submission.stub is not None and _same_text(text, submission.stub):
            untouched = message("stub.untouched")
            return replace(made, status=Status.FAILED, not_started=True, message=untouched), {}, folder
        source = Source(
            (text,), submission.file.stem, submission.device, seed=submission.seed, seconds=submission.seconds
        )
        runs: list[Collected] = []
        for family in folder.families:
            missing = FAMILIES[family].missing()
            if missing:
                absent = message("run.package_missing", packages=", ".join(missing))
                return replace(made, message=absent), {}, folder
            expected = [check for check in folder.expected if check.family == family]
            runs.append(self._runner.run(source, folder, expected, hear, stop))
            if runs[-1].status is not Status.PASSED:
                break
        return _verdict(made, submission.seconds or folder.seconds, runs), _observed(runs), folder


def _same_text(source: str, stub: Path) -> bool:
    try:
        return source.split() == stub.read_text(encoding="utf-8").split()
    except OSError:
        return False


def _observed(runs: Sequence[Collected]) -> dict[str, Behaviour]:
    return {name: behaviour for run in runs for name, behaviour in run.behaviours.items()}


def _verdict(made: Verdict, limit: float, runs: Sequence[Collected]) -> Verdict:
    results = {name: result for run in runs for name, result in run.results.items()}
    last = runs[-1]
    where, traceback = last.where()
    return replace(
        made,
        status=last.status,
        checks=tuple(results.get(check.name, check) for check in made.checks),
        message=last.message(limit),
        where=where,
        error=last.error(),
        traceback=traceback,
        device=last.device,
        seconds=sum(run.seconds for run in runs),
        output="".join(piece for run in runs for piece in run.output),
        device_failed=last.device_failed,
        truncated=any((run.ended or {}).get("truncated") for run in runs),
    )
