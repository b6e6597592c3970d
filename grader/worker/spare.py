"""The worker that waits for the next submission, with the checks that it will most likely be about."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from grader.frames import Frame
from grader.worker.launch import Worker

READY_WITHIN: Final = 60.0
"""Seconds after which a worker that still gets ready is given up, and its checks with it."""


class Spare:
    """Keeps one worker waiting. `launch` starts one, `dismiss` ends one and clears away what it left.

    is_quick: whether one can be thrown away for another without anybody noticing. Where that takes seconds, a worker
    stays open for any checks: to collect them costs it a tenth of a second.
    """

    def __init__(
        self,
        launch: Callable[[], Worker],
        dismiss: Callable[[Worker], None],
        new_scratch: Callable[[], Path],
        *,
        is_quick: bool,
    ) -> None:
        self.worker: Worker | None = None
        self._launch = launch
        self._dismiss = dismiss
        self._new_scratch = new_scratch
        self._is_quick = is_quick
        self._checks: Frame | None = None
        self._due = 0.0
        self._ready_by = math.inf

    def have(self) -> None:
        """Start a worker, and have it get ready."""
        self.worker = self._launch()
        self._get_ready()

    def expect(self, checks: Frame) -> None:
        """From now on keep a worker that has collected `checks` and rehearsed them."""
        self._checks = checks
        if self.worker is not None and self.worker.key not in ("", checks["key"]):
            self._replace()
        self._get_ready()

    def take(self, checks: Frame) -> Worker | None:
        """Give the worker away, when it is of use for `checks`; one that still gets ready would be so too late."""
        worker = self.worker
        if worker is None or not (worker.key == "" or (worker.key == checks["key"] and worker.ready)):
            return None
        self.worker = None
        return worker

    def lost(self) -> bool:
        """The worker ended by itself. False when it could not even wait for checks: then no other one could."""
        worker = self.worker
        if worker is not None and worker.key:
            self._give_up()
            return True
        self.worker = None
        return False

    def wanted_in(self, seconds: float) -> None:
        """Have another one in some time, where there is none."""
        if self.worker is None:
            self._due = time.monotonic() + seconds

    def look_at_the_clock(self) -> None:
        """Do what is due."""
        now = time.monotonic()
        if self.worker is None and now >= self._due:
            self.have()
        elif self.worker is not None and not self.worker.ready and now >= self._ready_by:
            self._give_up()

    def next_moment(self) -> float:
        """Return when the clock is to be looked at next."""
        if self.worker is None:
            return self._due
        return math.inf if self.worker.ready else self._ready_by

    def _get_ready(self) -> None:
        if self.worker is not None and self._checks is not None and not self.worker.key and self._is_quick:
            self._ready_by = time.monotonic() + READY_WITHIN
            self.worker.get_ready(self._checks, self._new_scratch(), rehearse=True)

    def _give_up(self) -> None:
        # These checks, or their solution, ended it or kept it busy. Whoever runs them is told; others have a worker.
        self._checks = None
        self._replace()

    def _replace(self) -> None:
        worker, self.worker, self._ready_by = self.worker, None, math.inf
        if worker is not None:
            self._dismiss(worker)
        self.worker = self._launch()
