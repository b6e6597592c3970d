"""A worker's life: say that it is ready, wait for one job, run it, die."""

from __future__ import annotations

import os
import sys

from grader.frames import Decoder, Frame, encode
from grader.worker.confine import die_with_host
from grader.worker.devices import available
from grader.worker.load import load
from grader.worker.run import run_job
from grader.worker.seal import Seal


def serve(job: int, frames: int, seal: Seal) -> None:
    """Read one job from the descriptor `job`, report on `frames`. Returns without one when the host is gone."""
    # New streams: those that came along believe that their descriptors still are what the host had there.
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    die_with_host()
    os.write(frames, encode({"kind": "idle", "devices": list(available())}))
    given = _read(job)
    os.close(job)
    if given is not None:
        run_job(given, frames, seal)


def _read(descriptor: int) -> Frame | None:
    decoder = Decoder()
    while piece := os.read(descriptor, 65536):
        for frame in decoder.feed(piece):
            return frame
    return None


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
