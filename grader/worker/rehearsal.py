"""Run the reference solution before there is a submission: what a framework does at its first use is done by then."""

from __future__ import annotations

import gc
import linecache
import os
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import pytest

from grader.worker.bringing import bring_in
from grader.worker.curves import Curves
from grader.worker.plugin import Checks
from grader.worker.seal import Seal
from grader.worker.seeds import nothing_stays

ENOUGH: Final = 0.5
"""Seconds after which no other check is begun: who waits for a long training is not served by a second one."""


def rehearse(checks: Checks, items: Sequence[pytest.Item], source: str, scratch: Path, device: str, seal: Seal) -> None:
    """Run `items` on the solution's `source` in `scratch`, unheard and unseen, and leave nothing of it to be found.

    A solution that does not pass is noticed by the author's gate, not here.
    """
    file = scratch / "rehearsal.py"
    curves = Curves(_nobody)
    over = time.monotonic() + ENOUGH
    # Warnings that were caught are new again afterwards.
    with nothing_stays(scratch), _silence(), warnings.catch_warnings():
        learner = bring_in(file, source, _nobody, seal, curves, is_hidden=True)
        for item in items:
            if learner is None or time.monotonic() > over:
                break
            checks.run([item], learner, file, device, curves, _nobody)
        del learner
        seal.mend()
    checks.forget()
    sys.modules.pop(file.stem, None)
    linecache.cache.pop(str(file), None)
    gc.collect()
    gc.freeze()


def _nobody(*_: object, **__: object) -> None:
    """Hear nothing."""


@contextmanager
def _silence() -> Iterator[None]:
    """Let nothing that is printed get out."""
    kept = os.dup(1), os.dup(2)
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 1)
        os.dup2(null, 2)
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)
        for descriptor in (*kept, null):
            os.close(descriptor)
