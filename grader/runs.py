"""Run sources in workers: keeps the hosts, waits for them, takes their frames in."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Sequence
from typing import Final

from grader.checks import CheckFolder, ExpectedCheck
from grader.collecting import Collected
from grader.events import Cancelled, Listener, Started, Waiting
from grader.families import FAMILIES
from grader.frames import Frame
from grader.host_process import HostProcess
from grader.job import Source, checks_frame, job_frame

LATE: Final = 5.0
"""Seconds after the time limit when a host that still has not ended a run is asked to."""
SILENT: Final = 5.0
"""Seconds after that when a host that still says nothing is given up."""
STARTING: Final = 180.0
"""Seconds that a host may take to import its frameworks."""
IDLE: Final = 600.0
"""Seconds after which a host that is not needed any more goes, unless it is cheap to keep."""


TOO_MANY: Final = 10
"""Hosts of one family that ended by themselves, with no run in between that ended well, until no more is started."""


class HostsEnd(Exception):
    """Host after host of a family ended by itself. Another one would, too."""


class Runner:
    """Keeps one host for each family, started when it is first needed. Thread-safe.

    A host that `Family.goes` when it was not used for `idle` seconds is ended then; the next need starts another.
    """

    def __init__(self, idle: float = IDLE) -> None:
        self._hosts: dict[str, HostProcess] = {}
        self._checks: dict[str, Frame] = {}
        self._busy: dict[str, int] = {}
        self._deaths: dict[str, int] = {}
        self._idle = idle
        self._timers: dict[str, threading.Timer] = {}
        self._lock = threading.Lock()
        # A time limit is one of wall-clock time: more runs than cores would use up each other's.
        self._slots = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._closed = False

    def prepare(self, family: str, folder: CheckFolder | None = None, device: str = "auto") -> HostProcess:
        """Return the host of `family`, started if there is none that lives; it keeps a worker ready for `folder`.

        Raises Cancelled once closed, and HostsEnd after `TOO_MANY` hosts that ended by themselves.
        """
        with self._lock:
            if self._closed:
                raise Cancelled
            host = self._hosts.get(family)
            is_new = host is None or not host.alive
            if host is None or is_new:
                if host is not None:
                    host.close()
                    del self._hosts[family]
                    self._deaths[family] = self._deaths.get(family, 0) + 1
                if self._deaths.get(family, 0) >= TOO_MANY:
                    raise HostsEnd(f"{TOO_MANY} hosts of {family} ended by themselves, one after the other")
                host = self._hosts[family] = HostProcess(FAMILIES[family])
            checks = self._checks.get(family)
            if folder is not None:
                checks = checks_frame(folder, family, device)
            if checks is not None and (is_new or folder is not None):
                self._checks[family] = checks
                host.prepare(checks)
            self._wait_for_idleness(family)
            return host

    def devices(self, family: str) -> tuple[str, ...]:
        """Return where code of `family` can run, best first; nothing until its host said so."""
        host = self._hosts.get(family)
        return host.devices if host is not None else ()

    def close(self) -> None:
        """End all hosts."""
        with self._lock:
            hosts, self._hosts, self._closed = list(self._hosts.values()), {}, True
            for timer in self._timers.values():
                timer.cancel()
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
        family = expected[0].family
        with self._lock:
            self._busy[family] = self._busy.get(family, 0) + 1
        try:
            collected = self._run_once(source, folder, expected, hear, stop)
            if collected.how == "lost" and self._closed:
                raise Cancelled
            if collected.how == "lost" and not collected.device and collected.broken is None:
                # The host had died, and that was noticed only now.
                collected = self._run_once(source, folder, expected, hear, stop)
            if collected.how != "lost":
                self._deaths.pop(family, None)
            return collected
        except HostsEnd as error:
            collected = Collected(expected)
            collected.take({"kind": "broken", "reason": "hosts", "error": str(error)})
            return collected
        finally:
            with self._lock:
                self._busy[family] -= 1
                self._wait_for_idleness(family)

    def _run_once(
        self,
        source: Source,
        folder: CheckFolder,
        expected: Sequence[ExpectedCheck],
        hear: Listener,
        stop: threading.Event,
    ) -> Collected:
        collected = Collected(expected)
        family = expected[0].family
        host = self.prepare(family)
        if not self._wait_for(host, hear, stop):
            was_ready = bool(host.devices)
            collected.take({"kind": "lost"} if was_ready else {"kind": "broken", "error": host.failure})
            return collected
        if source.quiet:
            return self._follow(host, source, folder, collected, hear, stop)
        while not self._slots.acquire(timeout=0.05):
            if stop.is_set() or self._closed:
                raise Cancelled
        try:
            return self._follow(host, source, folder, collected, hear, stop)
        finally:
            self._slots.release()

    def _follow(
        self,
        host: HostProcess,
        source: Source,
        folder: CheckFolder,
        collected: Collected,
        hear: Listener,
        stop: threading.Event,
    ) -> Collected:
        expected = collected.expected
        job = job_frame(source, folder, [check.name for check in expected])
        number, frames = host.submit(checks_frame(folder, host.family.name, source.device), job)
        began = told = time.monotonic()
        given_up = began + STARTING
        is_late = False
        while collected.ended is None:
            if stop.is_set():
                host.cancel(number)
                raise Cancelled
            now = time.monotonic()
            if now > given_up and not is_late:
                # Others may have kept the host busy. It goes, and they with it, only if it does not end this one.
                is_late, given_up = True, now + SILENT
                host.cancel(number)
            elif now > given_up:
                self._discard(host)
                collected.take({"kind": "ended", "how": "timeout"})
                break
            try:
                frame = frames.get(timeout=0.05)
                if is_late and frame.get("how") == "cancelled":
                    frame = {**frame, "how": "timeout"}
                event = collected.take(frame)
            except queue.Empty:
                if not collected.device and now - told >= 1.0:
                    told = now
                    hear(Waiting(host.family.label, now - began))
                continue
            if isinstance(event, Started):
                given_up = now + job["seconds"] + LATE
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

    def _wait_for_idleness(self, family: str) -> None:
        """Begin to count again how long nobody needed the host of `family`. Called with the lock held."""
        if family in self._timers:
            self._timers.pop(family).cancel()
        if self._closed or not FAMILIES[family].goes:
            return
        timer = self._timers[family] = threading.Timer(self._idle, self._end_when_idle, (family,))
        timer.daemon = True
        timer.start()

    def _end_when_idle(self, family: str) -> None:
        with self._lock:
            if self._busy.get(family) or threading.current_thread() is not self._timers.get(family):
                return
            host = self._hosts.pop(family, None)
        if host is not None:
            host.close()
