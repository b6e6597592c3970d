"""The progress log: append-only files of events, one for each device, in ``<workspace>/.tutor/progress/``.

Everything that is shown about progress is a fold over these events (`standing`). Nothing is ever rewritten.
"""

from __future__ import annotations

import errno
import getpass
import os
import threading
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from study.device_name import device_name, fresh_name
from study.event import Event
from study.event_file import EventFile
from study.file_lock import locked
from study.progress_trouble import unread, unwritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.text import Text

PATIENCE: Final = 2.0
"""Seconds to wait for another process that is writing."""


class ProgressLog:
    """The events of a workspace. Safe for several threads, and for several processes on one workspace at once.

    Processes of one machine share one file: each holds a lock while it takes the next number and writes one line.
    Where locking or writing fails, the process goes on under a device name of its own, keeps its events in memory and
    writes them as soon as that works again; `trouble` says so meanwhile, and when earlier events cannot be read.
    """

    def __init__(
        self, workspace_root: Path, *, learner: str | None = None, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.folder = workspace_root / ".tutor" / "progress"
        self.learner = learner or _login_name()
        self._root = workspace_root
        self._clock = clock or (lambda: datetime.now(UTC))
        self._mutex = threading.Lock()
        self._device = ""
        self._own_name = fresh_name()
        self._own_count = 0
        self._alone = False
        self._unsaved: list[Event] = []
        self._unsaved_seen: list[Event] = []
        self._files: dict[str, EventFile] = {}
        self._events: tuple[Event, ...] = ()
        self._unwritten: Text | None = None
        self._unread: Text | None = None

    @property
    def trouble(self) -> Text | None:
        """What is wrong with saving or reading progress right now, or None."""
        return self._unwritten or self._unread

    @property
    def device(self) -> str:
        """The name under which this machine writes into this workspace."""
        if not self._device:
            self._device = device_name(self._root)
        return self._device

    def append(self, kind: str, /, **data: Any) -> Event:
        """Add an event and return it once it is on the disk, or noted for later with `trouble` set.

        Raises TypeError or ValueError for data that is not plain JSON.
        """
        draft = Event(self.learner, "", 0, self._clock(), str(kind), data)
        draft.to_line()
        with self._mutex:
            try:
                event = self._write_shared(draft)
            except OSError as error:
                self._alone = self._alone or isinstance(error, TimeoutError)
                event = self._keep(draft)
            self._write_unsaved()
            return event

    def events(self) -> tuple[Event, ...]:
        """Return the events of all devices, oldest first. The same tuple as before when nothing is new."""
        with self._mutex:
            if self._refresh() or self._unsaved != self._unsaved_seen:
                every = [event for file in self._files.values() for event in file.events] + self._unsaved
                unique: dict[tuple[str, str, int], Event] = {}
                for event in sorted(every, key=lambda event: event.order):
                    unique.setdefault(event.identity, event)
                self._events = tuple(unique.values())
                self._unsaved_seen = list(self._unsaved)
            return self._events

    def _refresh(self) -> bool:
        """Read what is new, keeping what cannot be read now. Returns whether there are other events than before."""
        self._unread = None
        try:
            names = self._file_names()
        except OSError as error:
            self._unread = unread(self.folder, error)
            return False
        changed = False
        for gone in self._files.keys() - set(names):
            changed = bool(self._files.pop(gone).events) or changed
        for name in names:
            try:
                changed = self._file(name).refresh() or changed
            except OSError as error:
                self._unread = unread(self.folder / name, error)
        return changed

    def _file_names(self) -> list[str]:
        """Return the names of the logs, none when there is no folder yet. Raises OSError when it cannot be read."""
        try:
            with os.scandir(self.folder) as entries:
                return sorted(entry.name for entry in entries if entry.name.endswith(".jsonl"))
        except FileNotFoundError:
            return []

    def _write_shared(self, draft: Event) -> Event:
        """Write an event into the file of this machine, with the next number. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._alone:
            raise TimeoutError("another process keeps the log locked")
        with locked(self.folder / ".lock", PATIENCE):
            file = self._file(f"{self.device}.jsonl")
            file.refresh()
            event = _numbered(draft, self.device, file.last_seq(self.device) + 1)
            _append(file.path, event.to_line())
            return event

    def _keep(self, draft: Event) -> Event:
        """Number an event under the name of this process alone, and hold it until it can be written."""
        event = _numbered(draft, self._own_name, self._own_count)
        self._own_count += 1
        self._unsaved.append(event)
        return event

    def _write_unsaved(self) -> None:
        """Write what is held into a file of this process's own, which needs no lock; else say what is wrong."""
        self._unwritten = None
        own = self.folder / f"{self._own_name}.jsonl"
        try:
            while self._unsaved:
                self.folder.mkdir(parents=True, exist_ok=True)
                _append(own, self._unsaved[0].to_line())
                del self._unsaved[0]
        except OSError as error:
            self._unwritten = unwritten(self.folder, error)
            with suppress(OSError):  # a full disk still has room for names
                if not own.stat().st_size:
                    own.unlink()

    def _file(self, name: str) -> EventFile:
        if name not in self._files:
            self._files[name] = EventFile(self.folder / name)
        return self._files[name]


def _numbered(draft: Event, device: str, seq: int) -> Event:
    return Event(draft.learner, device, seq, draft.time, draft.kind, draft.data)


def _append(path: Path, line: bytes) -> None:
    """Add a line in one write and wait for the disk. A last line that somebody left unfinished is ended first."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        size = os.fstat(descriptor).st_size
        if size:
            os.lseek(descriptor, size - 1, os.SEEK_SET)
            if os.read(descriptor, 1) != b"\n":
                line = b"\n" + line
        if os.write(descriptor, line) != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        # The line is written: failing here would write the event a second time, under another name.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "learner"
