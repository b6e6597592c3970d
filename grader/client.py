"""The grader: takes a submission, gives a verdict. It never runs a learner's code in this process."""

from __future__ import annotations

import hashlib
import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from grader.behaviour import Behaviour
from grader.checks import CheckFolder, CheckFolderError, ExpectedCheck, mistake_key, read_checks
from grader.collecting import Collected, named
from grader.diagnosis import recognise
from grader.events import GradingEvent, Judged, Listener, Waiting
from grader.families import FAMILIES
from grader.host_process import HostProcess
from grader.messages import MessageError, exercise_messages, known, message
from grader.reading import Unreadable, read_source
from grader.submission import Submission
from grader.text import Text
from grader.verdict import CheckResult, CheckStatus, Status, Verdict

LATE: Final = 5.0
"""Seconds after the time limit when a host that still says nothing is given up."""
STARTING: Final = 180.0
"""Seconds that a host may take to import its frameworks."""
MISTAKES_AT_ONCE: Final = 2


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The grading was called off."""


class Grader:
    """Grades submissions. Starts hosts when they are first needed and keeps them; thread-safe; a context manager."""

    def __init__(self) -> None:
        self._hosts: dict[str, HostProcess] = {}
        self._lock = threading.Lock()
        self._behaviours: dict[tuple[str, str, str], Behaviour | None] = {}

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def prepare(self, checks: Path, device: str = "auto") -> None:
        """Start the hosts that this folder of checks needs. Returns at once; does nothing for a broken folder."""
        del device
        try:
            families = read_checks(checks).families
        except CheckFolderError:
            return
        for family in families[:1]:
            if not FAMILIES[family].missing():
                self._host(family)

    def device(self, checks: Path, device: str = "auto") -> str | None:
        """Return where code of this folder will run, or None until its host said so."""
        try:
            family = read_checks(checks).families[0]
        except CheckFolderError:
            return None
        host = self._hosts.get(family)
        if host is None or not host.devices:
            return None
        return host.devices[0] if device == "auto" else device

    def grade(
        self, submission: Submission, listen: Listener | None = None, cancelled: threading.Event | None = None
    ) -> Verdict:
        """Grade `submission` and return its verdict, with the mistake behind a failure when it is a known one.

        `listen` is called from this thread with what happens, `Judged` when the verdict stands. Raises Cancelled
        soon after `cancelled` is set. Nothing else is raised: what goes wrong on our side is a verdict, too.
        """
        hear: Listener = listen or (lambda _: None)
        stop = cancelled or threading.Event()
        verdict, behaviours, folder = self._judge(submission, hear, stop)
        hear(Judged(verdict))
        if folder is not None and verdict.status is Status.FAILED and behaviours:
            verdict = self._diagnose(verdict, behaviours, folder, submission, stop)
        return verdict

    def close(self) -> None:
        """End all hosts."""
        with self._lock:
            hosts, self._hosts = list(self._hosts.values()), {}
        for host in hosts:
            host.close()

    def _judge(
        self, submission: Submission, hear: Listener, stop: threading.Event
    ) -> tuple[Verdict, Mapping[str, Behaviour], CheckFolder | None]:
        made = Verdict(submission.exercise, Status.UNAVAILABLE, course_version=submission.course_version)
        try:
            folder = read_checks(submission.checks)
            exercise_messages(submission.checks)
        except (CheckFolderError, MessageError) as error:
            return replace(made, message=message("run.our_side"), error=str(error)), {}, None
        idle = tuple(CheckResult(check.name, check.title, CheckStatus.NOT_RUN) for check in folder.expected)
        try:
            source = read_source(submission.file)
        except Unreadable as error:
            return replace(made, status=Status.INVALID, message=error.text, error=error.error, checks=idle), {}, folder
        if submission.stub is not None and _same_text(source, submission.stub):
            text = message("stub.untouched")
            return replace(made, status=Status.FAILED, not_started=True, message=text, checks=idle), {}, folder
        runs: list[Collected] = []
        for family in folder.families:
            expected = [check for check in folder.expected if check.family == family]
            missing = FAMILIES[family].missing()
            if missing:
                text = message("run.package_missing", packages=", ".join(missing))
                return replace(made, message=text, checks=idle), {}, folder
            run = self._run(folder, source, submission.file.stem, submission.device, expected, hear, stop)
            runs.append(run)
            if run.status is not Status.PASSED:
                break
        return _verdict(made, folder, runs), {name: seen for run in runs for name, seen in run.behaviours.items()}, folder

    def _run(
        self,
        folder: CheckFolder,
        source: str,
        name: str,
        device: str,
        expected: Sequence[ExpectedCheck],
        hear: Listener,
        stop: threading.Event,
    ) -> Collected:
        collected = Collected(expected)
        host = self._host(expected[0].family)
        if not self._wait_for(host, hear, stop):
            collected.take({"kind": "broken", "error": host.failure})
            return collected
        number, frames = host.submit(_job(folder, source, name, device, expected))
        given_up = time.monotonic() + folder.seconds + LATE
        while collected.ended is None:
            if stop.is_set():
                host.cancel(number)
                raise Cancelled
            try:
                frame = frames.get(timeout=0.05 if collected.ended is None else 0)
            except queue.Empty:
                if time.monotonic() > given_up:
                    self._discard(host)
                    collected.take({"kind": "ended", "how": "timeout"})
                continue
            event = collected.take(frame)
            if event is not None:
                hear(event)
        return collected

    def _wait_for(self, host: HostProcess, hear: Listener, stop: threading.Event) -> bool:
        began = time.monotonic()
        told = -1.0
        while not host.settled.wait(0.05):
            waited = time.monotonic() - began
            if stop.is_set():
                raise Cancelled
            if waited > STARTING:
                self._discard(host)
                return False
            if waited - told >= 1.0:
                told = waited
                hear(Waiting(host.family.label, waited))
        return host.alive and not host.failure

    def _host(self, family: str) -> HostProcess:
        with self._lock:
            host = self._hosts.get(family)
            if host is None or not host.alive:
                if host is not None:
                    host.close()
                host = self._hosts[family] = HostProcess(FAMILIES[family])
            return host

    def _discard(self, host: HostProcess) -> None:
        with self._lock:
            if self._hosts.get(host.family.name) is host:
                del self._hosts[host.family.name]
        host.close()

    def _diagnose(
        self,
        verdict: Verdict,
        behaviours: Mapping[str, Behaviour],
        folder: CheckFolder,
        submission: Submission,
        stop: threading.Event,
    ) -> Verdict:
        failed = [check.name for check in verdict.checks if check.name in behaviours]
        if next(check for check in verdict.checks if check.name == failed[0]).mistake:
            return verdict
        own = exercise_messages(folder.folder)

        def behave(file: Path) -> Mapping[str, Behaviour]:
            return self._behaviour_of(file, folder, failed, submission.device, stop)

        with ThreadPoolExecutor(MISTAKES_AT_ONCE) as pool:
            found = dict(zip((file.name for file in folder.mistakes), pool.map(behave, folder.mistakes), strict=True))
        name = recognise(failed, behaviours, found)
        key = mistake_key(Path(name)) if name else ""
        if not name or not known(key, own):
            return verdict
        text = message(key, own)
        agreeing = [check for check in failed if check in found[name]]
        return verdict.with_checks(
            tuple(named(check, key, text) if check.name in agreeing else check for check in verdict.checks)
        )

    def _behaviour_of(
        self, file: Path, folder: CheckFolder, names: Sequence[str], device: str, stop: threading.Event
    ) -> Mapping[str, Behaviour]:
        source = file.read_text(encoding="utf-8")
        digest = hashlib.sha256((str(folder.test) + folder.test.read_text(encoding="utf-8") + source + device).encode()).hexdigest()
        wanted = [check for check in folder.expected if check.name in names and (digest, file.name, check.name) not in self._behaviours]
        for family in dict.fromkeys(check.family for check in wanted):
            expected = [check for check in wanted if check.family == family]
            run = self._run(folder, source, folder.folder.name, device, expected, lambda _: None, stop)
            for check in expected:
                self._behaviours[digest, file.name, check.name] = run.behaviours.get(check.name)
        seen = {name: self._behaviours.get((digest, file.name, name)) for name in names}
        return {name: behaviour for name, behaviour in seen.items() if behaviour is not None}


def _job(
    folder: CheckFolder, source: str, name: str, device: str, expected: Sequence[ExpectedCheck]
) -> dict[str, object]:
    return {
        "name": name if name.isidentifier() else "submission",
        "source": source,
        "checks": str(folder.folder.resolve()),
        "test": str(folder.test.resolve()),
        "names": [check.name for check in expected],
        "seconds": folder.seconds,
        "device": device,
    }


def _same_text(source: str, stub: Path) -> bool:
    try:
        return source.split() == stub.read_text(encoding="utf-8").split()
    except OSError:
        return False


def _verdict(made: Verdict, folder: CheckFolder, runs: Sequence[Collected]) -> Verdict:
    results = {name: result for run in runs for name, result in run.results.items()}
    checks = tuple(
        results.get(check.name) or CheckResult(check.name, check.title, CheckStatus.NOT_RUN) for check in folder.expected
    )
    last = runs[-1]
    where, traceback = last.where()
    return replace(
        made,
        status=last.status,
        checks=checks,
        message=last.message(folder.seconds),
        where=where,
        error=last.error(),
        traceback=traceback,
        device=last.device,
        seconds=sum(run.seconds for run in runs),
        output="".join(piece for run in runs for piece in run.output),
        truncated=any((run.ended or {}).get("truncated") for run in runs),
    )
