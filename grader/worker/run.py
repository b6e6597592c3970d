"""A worker's work: collect the checks, shut itself in, wait for a job, import what it brings, run the checks, report.

All that needs no submission is done before there is one: a save then costs the learner's own code and little else.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest

from grader.behaviour import Behaviour, same, same_throughout
from grader.frames import Frame
from grader.messages import exercise_messages
from grader.printable import harmless
from grader.worker import confine
from grader.worker.bringing import bring_in
from grader.worker.channel import Channel, Receive, receiver, renew_streams
from grader.worker.curves import Curves
from grader.worker.devices import NoSuchDevice, choose, warm_up
from grader.worker.hidden import Hidden, hidden_root
from grader.worker.plugin import Checks
from grader.worker.rehearsal import rehearse
from grader.worker.seal import Seal
from grader.worker.seeds import nothing_stays, seed_all
from grader.worker.template import Fork, can_be_forked, fork_on_request

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


def work(given: Frame, receive: Receive, requests: int, frames: int, seal: Seal) -> None:
    """Make the checks that `given` names ready, and run the one job that `receive` returns on them.

    frames: where to report. requests: where a template is asked for forks, which is where the job would come from.
    """
    channel = Channel(frames, given["secret"])
    scratch, folder = Path(given["scratch"]), Path(given["checks"])
    _move_in(scratch)
    warm_up(given["device"])
    hidden = Hidden(hidden_root(folder))
    worker = _Worker(channel, receive, scratch, hidden, seal)
    worker.requests = requests if given["template"] else None
    worker.rehearsal = _solution(folder) if given["template"] else ""
    worker.device = given["device"]
    checks = Checks(folder, exercise_messages(folder), seal, worker.run_on)
    worker.checks = checks
    code = _collect(checks, folder, [f"{Path(given['test']).name}::{name}" for name in given["names"]])
    if not worker.began:
        # The checks could not be collected. Nobody has asked yet; who does is told.
        job = receive()
        if job is not None:
            channel.send("broken", error=checks.trouble or f"pytest ended with {code!r}")
            channel.send("finished", seconds=0.0)


class _Worker:
    """What a worker does once its checks are in memory."""

    checks: Checks
    rehearsal: str
    """The solution, where it is to be run before there is a job; else nothing."""
    device: str
    """What the rehearsal runs on: as it was asked for."""
    requests: int | None
    """Where forks are asked for, in a worker that is to be a template."""

    def __init__(self, channel: Channel, receive: Receive, scratch: Path, hidden: Hidden, seal: Seal) -> None:
        self.began = False
        self._confined = confine.landlock(scratch)
        self._channel = channel
        self._receive = receive
        self._scratch = scratch
        self._hidden = hidden
        self._seal = seal

    def run_on(self, items: Sequence[pytest.Item]) -> None:
        """Rehearse, wait for a job or to be forked for one, and run `items` on each of its sources."""
        self.began = True
        self._hidden.forget()
        # What is frozen is not among the objects that gc lists: neither checks nor channel lie about for the taking.
        gc.freeze()
        if not confine.hide(self._hidden.root):
            self._hidden.guard()
        os.chdir(self._scratch)
        self._rehearse(items)
        if not self._is_here_for_a_job(items):
            return
        job = self._receive()
        if job is None:
            return
        began = time.perf_counter()
        try:
            device = choose(job["device"])
        except NoSuchDevice as error:
            self._channel.send("broken", error=str(error), reason="device", device=job["device"])
            return
        confine.limit(job["seconds"])
        if job["quiet"]:
            confine.step_back()
        self._channel.send("started", device=device, confined=self._confined)
        chosen = [item for item in items if item.name in job["names"]]
        file = self._scratch / f"{_free_name(job['name'])}.py"
        if job["compare"]:
            self._compare(job["sources"], file, device, chosen, job["like"], job["until"])
        else:
            self._judge(job["sources"][0], file, device, chosen, job["seed"])
        _flush()
        self._channel.send("finished", seconds=time.perf_counter() - began)

    def _rehearse(self, items: Sequence[pytest.Item]) -> None:
        if self.rehearsal:
            with contextlib.suppress(NoSuchDevice):
                rehearse(self.checks, items, self.rehearsal, self._scratch, choose(self.device), self._seal)

    def _is_here_for_a_job(self, items: Sequence[pytest.Item]) -> bool:
        """Say that all is ready. A template returns from here in its forks, and when none is wanted any more."""
        forks = self.requests is not None and can_be_forked()
        self._channel.send("ready", forks=forks)
        if self.requests is None or not forks:
            return True
        fork = fork_on_request(self.requests, self._channel)
        if fork is None:
            return False
        self._be(fork)
        gc.freeze()  # its channel as that of its template: see `run_on`
        if fork.waits:
            self._rehearse(items)
            self._channel.send("ready", forks=False)
        return True

    def _be(self, fork: Fork) -> None:
        """Be a worker of its own, after the fork."""
        confine.die_with_parent()
        os.dup2(fork.output, 1)
        os.dup2(fork.output, 2)
        os.close(fork.output)
        renew_streams()
        sys.path[:] = [place for place in sys.path if place != str(self._scratch)]
        _move_in(fork.scratch)
        os.chdir(fork.scratch)
        self._scratch = fork.scratch
        self._confined = confine.landlock(fork.scratch)
        self._channel = Channel(fork.frames, fork.secret)
        self._receive = receiver(fork.job, frames=1)

    def _judge(self, source: str, file: Path, device: str, items: Sequence[pytest.Item], seed: int) -> None:
        curves = Curves(self._channel.send)

        def report(name: str, result: dict[str, Any]) -> None:
            self._channel.send("check", name=name, result=result)

        learner = bring_in(file, source, self._channel.send, self._seal, curves, seed)
        if learner is not None:
            self.checks.run(items, learner, file, device, curves, report, seed)
        if self.checks.device_failure:
            self._channel.send("broken", error=self.checks.device_failure, reason="device failed", device=device)
        elif self.checks.trouble:
            self._channel.send("broken", error=self.checks.trouble)

    def _compare(
        self,
        sources: Sequence[str],
        file: Path,
        device: str,
        items: Sequence[pytest.Item],
        like: tuple[str, Behaviour] | None,
        until: Mapping[str, Behaviour] | None,
    ) -> None:
        """Report how each of `sources` behaves, up to one that behaves just as `until`.

        Of one that does not behave as is asked for with `like`, it is reported on that check alone.
        """
        telling = [item for item in items if like is not None and item.name == like[0]]
        for number, source in enumerate(sources):
            if like is not None:
                alone = self._behaviour(source, file, device, telling)
                self._channel.send("alone", source=number, seen=alone.get(like[0]))
                if not (like[0] in alone and same(harmless(alone[like[0]]), like[1])):
                    continue
            seen = self._behaviour(source, file, device, items)
            self._channel.send("behaviour", source=number, seen=seen)
            if until is not None and same_throughout(harmless(seen), until):
                return

    def _behaviour(self, source: str, file: Path, device: str, items: Sequence[pytest.Item]) -> dict[str, Any]:
        """Return what the failed checks of `source` saw, as it would be told. Nothing of it is left for the next."""
        seen: dict[str, Any] = {}

        def report(name: str, result: dict[str, Any]) -> None:
            if "behaviour" in result:
                seen[name] = json.loads(json.dumps(result["behaviour"]))

        curves = Curves(lambda *_, **__: None)
        with nothing_stays(self._scratch):
            learner = bring_in(file, source, lambda *_, **__: None, self._seal, curves, is_hidden=True)
            if learner is not None:
                self.checks.run(items, learner, file, device, curves, report)
        return seen


def _solution(folder: Path) -> str:
    try:
        return (folder / "solution.py").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


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


def _collect(checks: Checks, folder: Path, names: list[str]) -> int:
    gc.disable()  # a collection over the frameworks' heap costs more than a small exercise frees
    options = ["-s", "--assert=plain", "--noconftest", f"--rootdir={folder}", "-c", os.devnull]
    without = [word for name in _WITHOUT for word in ("-p", f"no:{name}")]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    seed_all()
    os.chdir(folder)  # names of checks are relative to it: pytest takes a bracket in a longer path for a parameter
    return int(pytest.main([*options, *without, *names], plugins=[checks]))


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # the learner may have closed or replaced it
            continue
