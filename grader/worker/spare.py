"""The worker that waits for the next submission, with the checks that it will most likely be about."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Final, Protocol

from grader.frames import Frame
from grader.worker.launch import Worker

READY_WITHIN: Final = 60.0
"""Seconds after which a worker that still gets ready is given up, and its checks with it."""


class Forking(Protocol):
    """Forks a template for a job that is there, or for one that is waited for."""

    def __call__(self, template: Worker, *, waits: bool) -> Worker | None:
        """Return the fork; None when the template is of no use any more."""


class Spare:
    """Keeps one worker waiting. `launch` starts one, `dismiss` ends one and clears away what it left.

    make_ready: has a worker collect checks and, where that is safe, be their template. fork: forks a template.
    is_quick: whether one can be thrown away for another without anybody noticing. Where that takes seconds, a worker
    stays open for any checks: to collect them costs it a tenth of a second.
    """

    def __init__(
        self,
        launch: Callable[[], Worker],
        make_ready: Callable[[Worker, Frame], None],
        fork: Forking,
        dismiss: Callable[[Worker], None],
        *,
        is_quick: bool,
    ) -> None:
        self.worker: Worker | None = None
        self._template: Worker | None = None
        self._retired: set[Worker] = set()
        self._launch = launch
        self._make_ready = make_ready
        self._fork = fork
        self._dismiss = dismiss
        self._is_quick = is_quick
        self._checks: Frame | None = None
        self._due = 0.0
        self._ready_by = math.inf

    @property
    def alive(self) -> list[Worker]:
        """All workers that are kept here; a template that is not needed any more stays as long as its forks do."""
        return [worker for worker in (self.worker, self._template, *self._retired) if worker is not None]

    def have(self) -> None:
        """Have a worker that waits: a fork of the template, else one that gets ready."""
        self.worker = self._fork_of_template(waits=True) or self._launch()
        self._ready_by = time.monotonic() + READY_WITHIN if self.worker.key else math.inf
        self._get_ready()

    def expect(self, checks: Frame) -> None:
        """From now on keep a worker that has collected `checks` and rehearsed them."""
        self._checks = checks
        if self._template is not None and self._template.key != checks["key"]:
            self._retire()
        if self.worker is not None and self.worker.key not in ("", checks["key"]):
            self._replace()
        if self.worker is None and self._template is None:
            self._due = 0.0  # a run of the exercise before may take minutes
        self._get_ready()

    def is_ready(self, worker: Worker, *, forks: bool) -> None:
        """Take notice that `worker` has done all that can be done before a job; `forks`: it is a template now."""
        worker.ready = True
        if worker is self.worker and forks:
            self._template, self.worker, self._due = worker, None, 0.0

    def take(self, checks: Frame) -> Worker | None:
        """Give a worker away that is of use for `checks`; one that still gets ready would be so too late."""
        worker = self.worker
        if worker is not None and worker.key == checks["key"] and worker.ready:
            return self._give_away()
        forked = self.another(checks)
        if forked is not None:
            self._due = math.inf  # see `_give_away`
        return self._give_away() if forked is None and worker is not None and worker.key == "" else forked

    def another(self, checks: Frame) -> Worker | None:
        """Give a worker for `checks` away that nobody waited for, where there is a template of them."""
        has_template = self._template is not None and self._template.key == checks["key"]
        return self._fork_of_template(waits=False) if has_template else None

    def lost(self, worker: Worker) -> bool:
        """`worker`, one of these here, ended by itself. False when it could not even wait: then no other one could."""
        if worker in self._retired:
            self._retired.discard(worker)
        elif worker is self._template:
            self._template = None
        elif worker.key:
            self._give_up()
            return True
        else:
            self.worker = None
            return False
        self._dismiss(worker)
        return True

    def wanted_in(self, seconds: float) -> None:
        """Have another one in some time, where there is none."""
        if self.worker is None:
            self._due = min(self._due, time.monotonic() + seconds)

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

    def _give_away(self) -> Worker | None:
        # The next one is made when the run is over: it would take the processor from the one that is waited for.
        worker, self.worker, self._due = self.worker, None, math.inf
        return worker

    def _get_ready(self) -> None:
        if self.worker is not None and self._checks is not None and not self.worker.key and self._is_quick:
            self._ready_by = time.monotonic() + READY_WITHIN
            self._make_ready(self.worker, self._checks)

    def _fork_of_template(self, *, waits: bool) -> Worker | None:
        if self._template is None:
            return None
        worker = self._fork(self._template, waits=waits)
        if worker is None:
            self._retire()
        return worker

    def _retire(self) -> None:
        """Let the template go when its last fork has ended."""
        if self._template is not None:
            self._template.ask_no_more()
            self._retired.add(self._template)
            self._template = None

    def _give_up(self) -> None:
        # These checks, or their solution, ended it or kept it busy. Whoever runs them is told; others have a worker.
        self._checks = None
        self._retire()
        self._replace()

    def _replace(self) -> None:
        worker, self.worker, self._ready_by = self.worker, None, math.inf
        if worker is not None:
            self._dismiss(worker)
        self.worker = self._launch()
