"""What is being graded right now, in one line that changes in place; only on a terminal."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from grader import CheckFinished, GradingEvent, Started, Verdict, Waiting

if TYPE_CHECKING:
    from cli.page import Page
    from grader import Listener
    from study.course import Exercise


class Board:
    """The exercises that are being graded, out of `total`. It hears of them in any thread, and draws when told to.

    judged: verdicts so far, by exercise id.
    """

    def __init__(self, page: Page, total: int = 1) -> None:
        self.judged: dict[str, Verdict] = {}
        self._page = page
        self._total = total
        self._said: dict[str, str] = {}
        self._lock = threading.Lock()

    def begin(self, exercise: Exercise) -> Listener:
        """Return who hears how far the grading of an exercise is."""
        finished = 0

        def listen(event: GradingEvent) -> None:
            nonlocal finished
            match event:
                case Waiting(family, seconds):
                    self._say(exercise, self._page.tr("grade.waiting", family=family, seconds=int(seconds)))
                case Started(device):
                    self._say(exercise, self._page.tr("grade.running", device=device))
                case CheckFinished():
                    finished += 1
                    self._say(exercise, self._page.tr("grade.checked", count=finished))
                case _:
                    pass

        self._say(exercise, self._page.tr("grade.begins"))
        return listen

    def end(self, exercise: Exercise, verdict: Verdict) -> None:
        """Hear that an exercise was graded."""
        with self._lock:
            self.judged[exercise.id] = verdict
            self._said.pop(exercise.id, None)

    def draw(self) -> None:
        """Show how far everything is, in the place of what was shown before."""
        with self._lock:
            parts = [f"{name}  {said}" for name, said in self._said.items()]
            if self._total > 1:
                parts.insert(0, f"{len(self.judged)}/{self._total}")
        self._page.passing("   ".join(parts))

    def _say(self, exercise: Exercise, sentence: str) -> None:
        with self._lock:
            self._said[exercise.id] = sentence
