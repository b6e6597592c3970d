"""Show how far a set-up is: one line that grows on a terminal, one line a package anywhere else."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TextIO

from setup.cells import cells, cut

if TYPE_CHECKING:
    from setup.strings import Strings

BAR: Final = 24
HEARTBEAT: Final = 15.0


@dataclass(frozen=True, slots=True)
class Progress:
    """What is happening. phase: ``venv``, ``fetching``, ``installing`` or ``no_answer``. fetched: bytes so far."""

    phase: str
    done: int = 0
    total: int = 0
    package: str = ""
    fetched: int = 0


class Display:
    """Draws progress on a stream. The clock runs from its making."""

    def __init__(self, stream: TextIO, say: Strings) -> None:
        self._stream = stream
        self._say = say
        self._terminal = stream.isatty()
        self._full, self._empty = ("█", "░") if _can_write(stream, "█░") else ("#", ".")
        self._began = time.monotonic()
        self._drawn = 0
        self._told: tuple[str, str] | None = None
        self._told_at = 0.0

    @property
    def on_terminal(self) -> bool:
        """Whether somebody watches."""
        return self._terminal

    @property
    def elapsed(self) -> str:
        """Time since the beginning, as ``1:05``."""
        seconds = int(time.monotonic() - self._began)
        return f"{seconds // 60}:{seconds % 60:02d}"

    def sentence(self, text: str) -> None:
        """Write a line of its own."""
        self._erase()
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def show(self, progress: Progress) -> None:
        """Draw `progress`; off a terminal only when there is something new to say, or nothing was for a while."""
        if self._terminal:
            line = cut(self._line(progress), shutil.get_terminal_size().columns - 1)
            blanks = max(0, self._drawn - cells(line))
            self._stream.write("\r" + line + " " * blanks)
            self._drawn = cells(line)
            self._stream.flush()
            return
        now = time.monotonic()
        subject = (progress.phase, progress.package)
        if subject != self._told or now - self._told_at >= HEARTBEAT:
            self._told, self._told_at = subject, now
            self.sentence(self._line(progress))

    def finish(self) -> None:
        """Leave what was drawn last."""
        if self._drawn:
            self._stream.write("\n")
            self._drawn = 0
            self._stream.flush()

    def _line(self, progress: Progress) -> str:
        parts = [self._say(f"phase.{progress.phase}")]
        if progress.total:
            if self._terminal:
                filled = BAR * progress.done // progress.total
                parts.append(self._full * filled + self._empty * (BAR - filled))
            parts.append(f"{progress.done:>{len(str(progress.total))}}/{progress.total}")
        if progress.package:
            parts.append(progress.package)
        if progress.fetched:
            parts.append(f"{progress.fetched / 1e6:,.0f} MB")
        return "  ".join([*parts, self.elapsed])

    def _erase(self) -> None:
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._drawn = 0


def _can_write(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
