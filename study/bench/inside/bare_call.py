"""A process that has imported everything and calls the checks: no pytest, no channel, no confinement.

Every line on stdin asks for a call, in a fork where that is safe, for a worker begins there, too. The answer is a line
of JSON: the seconds of a first call, which finds the frameworks unused, and of the same once more; and whether another
call may be asked for.
"""

from __future__ import annotations

import gc
import inspect
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from grader.worker.host import can_fork
from grader.worker.load import load
from grader.worker.seeds import seed_all
from study.bench.inside.fixtures import Given, load_module
from study.bench.inside.job import Job

Checks = Mapping[Callable[..., None], Sequence[str]]


def main() -> None:
    """Serve until stdin ends, or after the first call where nothing can be forked."""
    answers = os.dup(1)
    os.dup2(2, 1)  # what a framework prints is no answer
    job = Job.given()
    load(job.family)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    gc.disable()
    os.write(answers, b"ready\n")
    while sys.stdin.readline():
        if not can_fork():
            os.write(answers, _answer(job))
            return
        child = os.fork()
        if child == 0:
            os.write(answers, _answer(job))
            os._exit(0)
        os.waitpid(child, 0)


def _answer(job: Job) -> bytes:
    try:
        module = load_module("checks", Path(job.test))
        found = [getattr(module, name) for name in job.names]
        checks = {check: tuple(inspect.signature(check).parameters) for check in found}
        answer: object = {"seconds": [_call(job, checks), _call(job, checks)], "more": can_fork()}
    except BaseException:  # whatever a check raises, the other end is told
        answer = {"error": traceback.format_exc()[-2000:]}
    return json.dumps(answer).encode() + b"\n"


def _call(job: Job, checks: Checks) -> float:
    began = time.perf_counter()
    given = Given(job)
    for check, names in checks.items():
        seed_all()
        check(**{name: given.make(name) for name in names})
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
