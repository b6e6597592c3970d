"""The gradings of one exercise: one at a time, each in a thread of its own, the newest wins.

The thread touches no widget. It leaves events in a box and posts one `Told` for all that came in a fifth of a second:
code which prints ten thousand lines does not flood the screen, and a verdict that comes at once is drawn once. Then it
posts `Ended`.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.message import Message

from grader import Cancelled, CheckFolderError, GradingEvent, Judged, Verdict, read_checks
from tui.run import Run, begun, judged, recalled, stopped, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from study.course import Exercise
    from study.judging import Judge
    from tui.recall import Recalled

PAUSE: Final = 0.2
"""Seconds between two drawings of what is known so far."""


class Gradings:
    """`run` is what is known of the newest grading. Messages go to `host`, which hands them to `take`."""

    @dataclass
    class Told(Message):
        """Something new is known of grading `number`."""

        number: int

    @dataclass
    class Ended(Message):
        """Grading `number` is over: with a verdict, with a failure of ours, or with neither when it was stopped."""

        number: int
        verdict: Verdict | None = None
        failure: Exception | None = None

    def __init__(self, host: Widget, judge: Judge, exercise: Exercise) -> None:
        self.run = Run()
        self._host = host
        self._judge = judge
        self._exercise = exercise
        self._number = 0
        self._cancelled = threading.Event()
        self._box: list[GradingEvent] = []
        self._mutex = threading.Lock()

    def start(self) -> None:
        """Grade the file as it is on the disk; what was running is given up."""
        self._cancelled.set()
        self._cancelled = threading.Event()
        self._number += 1
        with self._mutex:
            self._box = []
        try:
            expected = read_checks(self._exercise.checks).expected
        except CheckFolderError:
            expected = ()
        self.run = begun(expected)
        grade = partial(self._grade, self._number, self._cancelled)
        self._host.run_worker(grade, name="grading", group="grading", thread=True, exclusive=True, exit_on_error=False)

    def stop(self) -> None:
        """Give up what is running, if anything is."""
        self._cancelled.set()
        self.run = stopped(self.run)

    def clear(self) -> None:
        """Forget the newest grading, as for a file that begins anew."""
        self.recall(None)

    def recall(self, found: Recalled | None) -> None:
        """Begin with what is known of an earlier grading."""
        self.stop()
        self._number += 1
        self.run = recalled(found)

    def take(self, message: Told | Ended) -> bool:
        """Take in what a message tells; False when it is about an older grading, or one that was stopped."""
        if message.number != self._number or self._cancelled.is_set():
            return False
        with self._mutex:
            events, self._box = self._box, []
        for event in events:
            self.run = told(self.run, event)
        if isinstance(message, self.Ended):
            if message.verdict is not None:
                self.run = judged(self.run, message.verdict)
            else:
                self.run = stopped(self.run)
        return True

    def _grade(self, number: int, cancelled: threading.Event) -> None:
        """In the thread: grade, and tell the host."""
        told = _Told(lambda: self._host.post_message(self.Told(number)))

        def listen(event: GradingEvent) -> None:
            if cancelled.is_set():
                return
            with self._mutex:
                self._box.append(event)
            told.soon(at_once=isinstance(event, Judged))

        ended = self.Ended(number)
        try:
            ended.verdict = self._judge.judge(self._exercise, listen=listen, cancelled=cancelled)
        except Cancelled:
            pass
        except Exception as failure:
            ended.failure = failure
        told.stop()
        self._host.post_message(ended)


class _Told:
    """Calls `tell` for what comes: at most once in `PAUSE`, and nothing that came stays untold for longer."""

    def __init__(self, tell: Callable[[], object]) -> None:
        self._tell = tell
        self._last = time.monotonic()
        self._waiting: threading.Timer | None = None
        self._mutex = threading.Lock()

    def soon(self, *, at_once: bool) -> None:
        """Something came."""
        with self._mutex:
            pause = 0.0 if at_once else self._last + PAUSE - time.monotonic()
            if pause <= 0:
                self._now()
            elif self._waiting is None:
                self._waiting = threading.Timer(pause, self._in_time)
                self._waiting.daemon = True
                self._waiting.start()

    def stop(self) -> None:
        """Tell nothing any more."""
        with self._mutex:
            if self._waiting is not None:
                self._waiting.cancel()

    def _in_time(self) -> None:
        with self._mutex:
            self._now()

    def _now(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        self._last = time.monotonic()
        self._tell()
