"""One submission in one worker: shut in, import the learner's file, run the checks, report. Then the worker dies."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pytest

from grader.frames import Frame, encode
from grader.messages import exercise_messages, message
from grader.verdict import Where
from grader.worker import confine
from grader.worker.devices import NoSuchDevice, choose
from grader.worker.explain import explain
from grader.worker.learner import Learner, import_learner
from grader.worker.plugin import Checks
from grader.worker.seeds import seed_all

# Plugins that cost time or write to the terminal; none of them is of use to a check.
_WITHOUT: Final = (
    "cacheprovider",
    "terminal",
    "junitxml",
    "pastebin",
    "doctest",
    "stepwise",
    "logging",
    "faulthandler",
    "unraisableexception",
    "threadexception",
    "debugging",
    "warnings",
    "legacypath",
    "setuponly",
    "setupplan",
    "tmpdir",
    "monkeypatch",
)


class Channel:
    """The worker's own way to its host. Every frame carries the secret that came with the job."""

    def __init__(self, descriptor: int, secret: str) -> None:
        self._descriptor = descriptor
        self._secret = secret

    def send(self, kind: str, **data: Any) -> None:
        """Write one whole frame."""
        piece = encode({"kind": kind, "secret": self._secret, **data})
        while piece:
            piece = piece[os.write(self._descriptor, piece) :]


def run_job(job: Frame, descriptor: int) -> None:
    """Run the submission that `job` describes and report on `descriptor`. Returns when all is said."""
    began = time.perf_counter()
    channel = Channel(descriptor, job["secret"])
    scratch = Path(job["scratch"])
    file = scratch / f"{job['name']}.py"
    try:
        device = choose(job["device"])
    except NoSuchDevice as error:
        channel.send("broken", error=str(error), reason="device", device=job["device"])
        return
    _move_in(scratch)
    file.write_text(job["source"], encoding="utf-8", newline="")
    confine.limit(job["seconds"])
    confined = confine.landlock(scratch)
    channel.send("started", device=device, confined=confined)
    seed_all()
    learner = _import(file, job["source"], channel.send)
    if learner is not None:
        _check(Path(job["checks"]), job["test"], job["names"], channel.send, learner, file, device)
    _flush()
    channel.send("finished", seconds=time.perf_counter() - began)


def _move_in(scratch: Path) -> None:
    os.chdir(scratch)
    os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
    sys.path.insert(0, str(scratch))
    sys.dont_write_bytecode = True
    sys.argv = [""]
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)


def _import(file: Path, source: str, send: Callable[..., None]) -> Learner | None:
    try:
        return import_learner(file, source)
    except SyntaxError as error:
        send("invalid", **_unreadable(error, source))
    except BaseException as error:  # the learner's top level may raise anything at all
        explained = explain(error, file)
        text = (
            explained.text if explained.key != "error.raised" else message("invalid.raised", type=type(error).__name__)
        )
        send(
            "invalid",
            message=text,
            where=asdict(explained.where) if explained.where else None,
            error=explained.error,
            traceback=[asdict(frame) for frame in explained.frames],
        )
    return None


def _unreadable(error: SyntaxError, source: str) -> dict[str, Any]:
    line = error.lineno or 1
    lines = source.splitlines()
    code = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    key = {"IndentationError": "invalid.indent", "TabError": "invalid.tabs"}.get(type(error).__name__, "invalid.syntax")
    return {
        "message": message(key, line=line),
        "where": asdict(Where(line, code)),
        "error": f"{type(error).__name__}: {error.msg}",
        "traceback": [],
    }


def _check(
    folder: Path, test: str, names: list[str], send: Callable[..., None], learner: Learner, file: Path, device: str
) -> None:
    gc.disable()  # a collection over the frameworks' heap costs more than a small exercise frees
    own = exercise_messages(folder)
    options = ["-s", "--assert=plain", "--noconftest", f"--rootdir={folder}", "-c", os.devnull]
    without = [word for name in _WITHOUT for word in ("-p", f"no:{name}")]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    chosen = [f"{test}::{name}" for name in names]
    code = pytest.main([*options, *without, *chosen], plugins=[Checks(send, learner, file, device, folder, own)])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        send("broken", error=f"pytest ended with {code!r}")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # the learner may have closed it
            continue
