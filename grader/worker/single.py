"""A worker's life: say that it is there, get checks ready, wait for one job on them, run it, die."""

from __future__ import annotations

import os
import sys

from grader.frames import encode
from grader.worker.channel import receiver, renew_streams
from grader.worker.confine import die_with_parent
from grader.worker.devices import available
from grader.worker.load import load
from grader.worker.run import work
from grader.worker.seal import Seal


def serve(job: int, frames: int, seal: Seal) -> None:
    """Read the checks and then a job from the descriptor `job`, report on `frames`. Returns when the host is gone."""
    renew_streams()
    die_with_parent()
    os.write(frames, encode({"kind": "idle", "devices": list(available())}))
    receive = receiver(job, frames=2)
    checks = receive()
    if checks is not None:
        work(checks, receive, job, frames, seal)


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
