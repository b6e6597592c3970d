"""A worker's ends: the channel it reports on, the pipe that its jobs come from, and streams for what is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from grader.frames import Decoder, Frame, encode

Receive = Callable[[], Frame | None]


class Channel:
    """The worker's own way to its host. Every frame carries the secret that the host gave it."""

    def __init__(self, descriptor: int, secret: str) -> None:
        self._descriptor = descriptor
        self._secret = secret

    def send(self, kind: str, **data: Any) -> None:
        """Write one whole frame."""
        piece = encode({"kind": kind, "secret": self._secret, **data})
        while piece:
            piece = piece[os.write(self._descriptor, piece) :]

    def close(self) -> None:
        """Close this process' end of it."""
        os.close(self._descriptor)


def receiver(descriptor: int, frames: int) -> Receive:
    """Return what waits for the next frame, and returns None when the host is gone.

    frames: how many there will be. After the last one the descriptor is closed.
    """
    decoder = Decoder()
    come: list[Frame] = []
    taken = 0

    def receive() -> Frame | None:
        nonlocal taken
        while len(come) <= taken:
            piece = os.read(descriptor, 65536)
            if not piece:
                return None
            come.extend(decoder.feed(piece))
        taken += 1
        if taken == frames:
            os.close(descriptor)
        return come[taken - 1]

    return receive


def renew_streams() -> None:
    """Open new streams on descriptors 1 and 2: those of before a fork believe that they still are what they were."""
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
