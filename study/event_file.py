"""Read one file of events again and again, each time only what is new in it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from study.event import Event

if TYPE_CHECKING:
    from pathlib import Path


class EventFile:
    """The events of one file, as far as they were read.

    Only whole lines count. A line that holds no event is passed over; an unfinished last line waits to be finished.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.events: tuple[Event, ...] = ()
        self.tail = b""
        self._read_to = 0
        self._identity: tuple[int, int] | None = None

    def refresh(self) -> bool:
        """Read what is new. Returns whether there are other events than before. A file that is gone has none.

        Raises OSError for a file that is there and cannot be opened; what was read of it stays.
        """
        try:
            # A pipe that carries the name of a log must not be waited for.
            descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return self._forget()
        try:
            return self._read(descriptor)
        finally:
            os.close(descriptor)

    def _read(self, descriptor: int) -> bool:
        now = os.fstat(descriptor)
        if not stat.S_ISREG(now.st_mode):
            return self._forget()
        identity = (now.st_dev, now.st_ino)
        restarted = False
        if identity != self._identity or now.st_size < self._read_to:
            restarted = self._forget()
            self._identity = identity
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            file.seek(self._read_to)
            lines = file.read().split(b"\n")
        self.tail = lines.pop()
        self._read_to += sum(len(line) + 1 for line in lines)
        new = tuple(event for line in lines if (event := Event.from_line(line)) is not None)
        self.events += new
        return bool(new) or restarted

    def last_seq(self, device: str) -> int:
        """Return the highest number that a device gave to an event here, -1 for none. An unfinished line counts too."""
        unfinished = Event.from_line(self.tail)
        events = (*self.events, unfinished) if unfinished else self.events
        return max((event.seq for event in events if event.device == device), default=-1)

    def _forget(self) -> bool:
        had_some = bool(self.events)
        self.events, self.tail, self._read_to, self._identity = (), b"", 0, None
        return had_some
