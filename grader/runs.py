"""Run sources in workers: keeps the hosts, waits for them, takes their frames in."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grader.checks import CheckFolder, ExpectedCheck
from grader.collecting import Collected
from grader.events import Listener, Started, Waiting
from grader.families import FAMILIES
from grader.host_process import HostProcess

LATE: Final = 5.0
"""Seconds after the time limit when a host that still says nothing is given up."""
STARTING: Final = 180.0
"""Seconds that a host may take to import its frameworks."""


class Cancelled(Exception):
    """The grading was called off."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text to run: `name` becomes its module's name, `device` is what was asked for."""

    text: str
    name: str
    device: str


class Runner:
    """Keeps one host for each family, started when it is first needed. Thread-safe."""

    def __init__(self) -> None:
        self._hosts: dict[str, HostProcess] = {}
        self._lock = threading.Lock()
        self._closed = False

    def prepare(self, family: str) -> HostProcess:
        """Return the host of `family`, started if there is none that lives. Raises Cancelled once closed."""
        with self._lock:
            if self._closed:
                raise Cancelled
            host = self._hosts.get(family)
            if host is None or not host.alive:
                if host is not None:
                    host.close()
                host = self._hosts[family] = HostProcess(FAMILIES[family])
            return host

    def devices(self, family: str) -> tuple[str, ...]:
        """Return where code of `family` can run, best first; nothing until its host said so."""
        host = self._hosts.get(family)
        return host.devices if host is not None else ()

    def close(self) -> None:
        """End all hosts."""
        with self._lock:
            hosts, self._hosts, self._closed = list(self._hosts.values()), {}, True
        for host in hosts:
            host.close()

    def run(
        self,
        source: Source,
        folder: CheckFolder,
        expected: Sequence[ExpectedCheck],
        hear: Listener,
        stop: threading.Event,
    ) -> Collected:
        """Run `expected`, checks of one family, on `source`. Raises Cancelled once `stop` is set or all is closed."""
        collected = self._run_once(source, folder, expected, hear, stop)
        if collected.how == "lost" and self._closed:
            raise Cancelled
        if collected.how == "lost" and not collected.device and collected.broken is None:
            # The host had died, and that was noticed only now.
            collected = self._run_once(source, folder, expected, hear, stop)
        return collected

    def _run_once(
        self,
        source: Source,
        folder: CheckFolder,
        expected: Sequence[ExpectedCheck],
        hear: Listener,
        stop: threading.Event,
    ) -> Collected:
        collected = Collected(expected)
        host = self.prepare(expected[0].family)
        if not self._wait_for(host, hear, stop):
            collected.take({"kind": "broken", "error": host.failure})
            return collected
        number, frames = host.submit(_job(source, folder, expected))
        began = told = time.monotonic()
        given_up = began + STARTING
        while collected.ended is None:
            if stop.is_set():
                host.cancel(number)
                raise Cancelled
            now = time.monotonic()
            if now > given_up:
                self._discard(host)
                collected.take({"kind": "ended", "how": "timeout"})
            try:
                event = collected.take(frames.get(timeout=0.05))
            except queue.Empty:
                if not collected.device and now - told >= 1.0:
                    told = now
                    hear(Waiting(host.family.label, now - began))
                continue
            if isinstance(event, Started):
                given_up = now + folder.seconds + LATE
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

    def _discard(self, host: HostProcess) -> None:
        with self._lock:
            if self._hosts.get(host.family.name) is host:
                del self._hosts[host.family.name]
        host.close()


def _job(source: Source, folder: CheckFolder, expected: Sequence[ExpectedCheck]) -> dict[str, object]:
    return {
        "name": source.name if source.name.isidentifier() else "submission",
        "source": source.text,
        "checks": str(folder.folder.resolve()),
        "test": str(folder.test.resolve()),
        "names": [check.name for check in expected],
        "seconds": folder.seconds,
        "device": source.device,
    }
