"""Judge several exercises with all cores of the machine, and give their verdicts in order."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING, Final, Protocol

from grader import Started
from study.in_order import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from grader import GradingEvent, Listener, Verdict
    from study.course import Exercise
    from study.judging import Judge

ON_ACCELERATOR: Final = 2


class Watcher(Protocol):
    """Hears of every exercise, in threads of their own."""

    def begin(self, exercise: Exercise) -> Listener:
        """Return who hears how far the judging of an exercise is."""

    def end(self, exercise: Exercise, verdict: Verdict) -> None:
        """Hear that an exercise was judged; its verdict is noted in the log by now."""


def judge_all(
    judge: Judge, exercises: Sequence[Exercise], watcher: Watcher, tick: Callable[[], None]
) -> Generator[Verdict]:
    """Yield the verdict of each exercise, in their order, judging as many at once as there are cores.

    Close it to call off what was not judged yet; what was is noted. tick: called while a verdict is waited for.
    """
    accelerator = _Accelerator()

    def work(exercise: Exercise, stop: threading.Event) -> Verdict:
        listen = watcher.begin(exercise)
        verdict = accelerator.share(lambda hear: judge.judge(exercise, hear, stop), listen)
        watcher.end(exercise, verdict)
        return verdict

    judge.start_all(exercises)
    return in_order(exercises, work, at_once=max(1, min(cores(), len(exercises))), tick=tick)


def cores() -> int:
    """Return how many cores this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Accelerator:
    """Lets only a few runs onto an accelerator at once: each takes some hundred MB of its memory for itself.

    The first run that starts tells where code computes. The others wait for that, as they would for their host anyway.
    """

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._device = ""
        self._places = threading.Semaphore(ON_ACCELERATOR)

    def share(self, run: Callable[[Listener], Verdict], listen: Listener) -> Verdict:
        """Return what `run` returns, called with a listener as soon as there is a place for it."""
        self._asking.acquire()
        if not self._device:
            return self._ask(run, listen)
        self._asking.release()
        if self._device.startswith("cpu"):
            return run(listen)
        with self._places:
            return run(listen)

    def _ask(self, run: Callable[[Listener], Verdict], listen: Listener) -> Verdict:
        """Run while all others wait, until it is known where it computes, or it ends without having computed."""
        answered = False

        def hear(event: GradingEvent) -> None:
            nonlocal answered
            if isinstance(event, Started) and not answered:
                self._device, answered = event.device, True
                self._places.acquire()
                self._asking.release()
            listen(event)

        try:
            return run(hear)
        finally:
            (self._places if answered else self._asking).release()
