"""One submission in one worker: shut in, import the learner's file, run the checks, report. Then the worker dies."""

from __future__ import annotations

import gc
import linecache
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from importlib.util import find_spec
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
from grader.worker.seal import Seal
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


def run_job(job: Frame, descriptor: int, seal: Seal) -> None:
    """Run the submission that `job` describes and report on `descriptor`. Returns when all is said."""
    began = time.perf_counter()
    channel = Channel(descriptor, job["secret"])
    scratch = Path(job["scratch"])
    file = scratch / f"{_free_name(job['name'])}.py"
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
    folder = Path(job["checks"])
    bring_in = partial(_import, file, job["source"], channel.send, seal)
    checks = Checks(channel.send, bring_in, file, device, folder, exercise_messages(folder), seal)
    _run(checks, folder, [f"{Path(job['test']).name}::{name}" for name in job["names"]], channel.send)
    _flush()
    channel.send("finished", seconds=time.perf_counter() - began)


def _free_name(name: str) -> str:
    """Return `name`, or ``submission`` where a module of that name exists: the file must not stand in its way."""
    taken = name in sys.modules or name in sys.stdlib_module_names or find_spec(name) is not None
    return "submission" if taken else name


def _move_in(scratch: Path) -> None:
    os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
    sys.path.insert(0, str(scratch))
    sys.dont_write_bytecode = True
    sys.argv = [""]
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)


def _import(file: Path, source: str, send: Callable[..., None], seal: Seal) -> Learner | None:
    # The source is remembered as it was: the file may be gone when a line of it is to be shown.
    linecache.cache[str(file)] = (len(source), None, source.splitlines(keepends=True), str(file))
    os.chdir(file.parent)
    try:
        learner = import_learner(file, source, seal.mend)
    except BaseException as error:  # the learner's top level may raise anything at all
        seal.mend()
        if isinstance(error, SyntaxError) and error.filename == str(file):
            send("invalid", **_unreadable(error, source))
            return None
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
    seal.mend()
    return learner


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


def _run(checks: Checks, folder: Path, names: list[str], send: Callable[..., None]) -> None:
    gc.disable()  # a collection over the frameworks' heap costs more than a small exercise frees
    options = ["-s", "--assert=plain", "--noconftest", f"--rootdir={folder}", "-c", os.devnull]
    without = [word for name in _WITHOUT for word in ("-p", f"no:{name}")]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.chdir(folder)  # names of checks are relative to it: pytest takes a bracket in a longer path for a parameter
    code = pytest.main([*options, *without, *names], plugins=[checks])
    if code != pytest.ExitCode.OK and not checks.invalid:
        send("broken", error=f"pytest ended with {code!r}")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # the learner may have closed or replaced it
            continue
