"""A worker's life: say that it is there, get checks ready, wait for one job on them, run it, die."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from grader.frames import Decoder, Frame, encode
from grader.worker.confine import die_with_host
from grader.worker.devices import available
from grader.worker.load import load
from grader.worker.run import work
from grader.worker.seal import Seal


def serve(job: int, frames: int, seal: Seal) -> None:
    """Read the checks and then a job from the descriptor `job`, report on `frames`. Returns when the host is gone."""
    # New streams: those that came along believe that their descriptors still are what the host had there.
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    die_with_host()
    os.write(frames, encode({"kind": "idle", "devices": list(available())}))
    receive = _receiver(job)
    checks = receive()
    if checks is not None:
        work(checks, receive, frames, seal)


def _receiver(descriptor: int) -> Callable[[], Frame | None]:
    """Return what waits for the next frame; the second one is the last, and closes the pipe."""
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
        if taken == 2:
            os.close(descriptor)
        return come[taken - 1]

    return receive


def main() -> None:
    """Be a spawned worker: job on stdin, frames on stdout, output on stderr, all moved out of the learner's way."""
    job, frames = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    seal = load(sys.argv[1])
    serve(job, frames, seal)
    os._exit(0)


if __name__ == "__main__":
    main()
