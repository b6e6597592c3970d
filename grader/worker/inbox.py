"""What a host waits for: bytes from pipes and the end of processes, as one stream of arrivals."""

from __future__ import annotations

import os
import queue
import select
import selectors
import threading
from dataclasses import dataclass
from typing import Any, Protocol

PIECE = 65536
PIPEFULS = 16
"""Pieces that can stand in a pipe of the size that Linux allows to anybody (1 MiB)."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something came from `source`: bytes, none at the end of a pipe, or the end of a process."""

    source: Any
    piece: bytes = b""


class Inbox(Protocol):
    """A stream of arrivals."""

    def watch(self, descriptor: int, source: Any) -> None:
        """Report what can be read from `descriptor` as coming from `source`, until it ends."""

    def forget(self, descriptor: int) -> None:
        """Report nothing more of `descriptor`; it stays open."""

    def next(self, timeout: float | None) -> list[Arrival]:
        """Wait for arrivals; an empty list after `timeout` seconds."""

    def rest(self, descriptor: int) -> list[bytes] | None:
        """Return what has been written to a pipe and not yet arrived; None where only its end will tell."""


class SelectorInbox:
    """One thread, for a host that forks: a fork of a process with threads is not safe."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()

    def watch(self, descriptor: int, source: Any) -> None:
        """See `Inbox.watch`."""
        self._selector.register(descriptor, selectors.EVENT_READ, source)

    def forget(self, descriptor: int) -> None:
        """See `Inbox.forget`."""
        if descriptor in self._selector.get_map():
            self._selector.unregister(descriptor)

    def next(self, timeout: float | None) -> list[Arrival]:
        """See `Inbox.next`."""
        arrivals = []
        for key, _ in self._selector.select(timeout):
            source = key.data
            if getattr(source, "is_process", False):
                self.forget(key.fd)
                arrivals.append(Arrival(source))
                continue
            piece = os.read(key.fd, PIECE)
            if not piece:
                self.forget(key.fd)
            arrivals.append(Arrival(source, piece))
        return arrivals

    def rest(self, descriptor: int) -> list[bytes] | None:
        """See `Inbox.rest`. No more than a pipe holds: whoever still writes is not waited for."""
        pieces: list[bytes] = []
        while len(pieces) < PIPEFULS and select.select([descriptor], [], [], 0)[0]:
            piece = os.read(descriptor, PIECE)
            if not piece:
                break
            pieces.append(piece)
        return pieces

    def close(self) -> None:
        """Let go of the selector, in a forked child."""
        self._selector.close()


class ThreadInbox:
    """One thread a pipe, where pipes cannot be selected (Windows) or nothing is forked (macOS)."""

    def __init__(self) -> None:
        self._arrivals: queue.Queue[Arrival] = queue.Queue()

    def watch(self, descriptor: int, source: Any) -> None:
        """See `Inbox.watch`."""
        # A descriptor of its own: the other one may be closed, and its number given to another pipe, during a read.
        threading.Thread(target=self._read, args=(os.dup(descriptor), source), daemon=True).start()

    def forget(self, descriptor: int) -> None:
        """See `Inbox.forget`: the thread ends with its pipe."""

    def next(self, timeout: float | None) -> list[Arrival]:
        """See `Inbox.next`."""
        try:
            return [self._arrivals.get(timeout=timeout)]
        except queue.Empty:
            return []

    def rest(self, descriptor: int) -> list[bytes] | None:
        """See `Inbox.rest`: another thread reads this pipe."""
        del descriptor
        return None

    def tell(self, source: Any) -> None:
        """Report the end of a process, from the thread that waited for it."""
        self._arrivals.put(Arrival(source))

    def _read(self, descriptor: int, source: Any) -> None:
        while True:
            try:
                piece = os.read(descriptor, PIECE)
            except OSError:
                piece = b""
            self._arrivals.put(Arrival(source, piece))
            if not piece:
                os.close(descriptor)
                return
