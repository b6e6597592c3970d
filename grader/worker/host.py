"""The host: imports one family of frameworks, keeps a worker ready, relays what workers report, ends what overstays.

It speaks frames on its own stdin and stdout with the client. When the client is gone it kills its workers and ends.
"""

from __future__ import annotations

import ctypes
import math
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from grader.frames import BrokenFrame, Decoder, Frame, encode
from grader.worker.confine import landlock_works
from grader.worker.inbox import Arrival, SelectorInbox, ThreadInbox
from grader.worker.launch import ForkLauncher, Launcher, Source, SpawnLauncher, Worker
from grader.worker.load import load
from grader.worker.orphans import kill_orphans
from grader.worker.output import Printed
from grader.worker.spare import Spare

GRACE: Final = 0.3
COLLECTING: Final = 60.0
"""Seconds that a worker may take to collect checks; they are not the submission's."""
BREATH: Final = 0.1
"""Seconds after a run before the next worker is made: the verdict is drawn first, on a machine of one core too."""
PR_SET_CHILD_SUBREAPER: Final = 36


@dataclass(eq=False, slots=True)
class Run:
    """A job in a worker, `seconds` long at most from the moment that it turns to the submission.

    `how` says why it ended, once it did; `grace` is until when its last words are waited for.
    """

    number: int
    worker: Worker
    seconds: float
    deadline: float = math.inf
    printed: Printed = field(default_factory=Printed)
    started: bool = False
    early: str = ""
    """What was printed before the frame that says that it started was read: the two come on different pipes."""
    how: str = ""
    grace: float = 0.0
    told: bool = False
    """Whether the client knows its end."""
    quiet: bool = False


class Host:
    """Runs jobs, each in a worker of its own."""

    def __init__(
        self, inbox: SelectorInbox | ThreadInbox, launcher: Launcher, control: int, client: int, home: Path
    ) -> None:
        self._inbox = inbox
        self._launcher = launcher
        self._control = control
        self._client = client
        self._home = home
        self._decoder = Decoder()
        self._runs: dict[Worker, Run] = {}
        self._spare = Spare(self._launch, self._make_ready, self._fork, self._clear_away, is_quick=launcher.is_quick)
        self._leaving: set[Worker] = set()
        """Killed, and not gone yet: one that goes last on a busy machine takes its time."""
        self._last_words = ""
        self._over = False

    def serve(self) -> None:
        """Work until the client closes its end."""
        self._inbox.watch(self._control, "control")
        self._spare.have()
        self._send({"kind": "ready", "confined": landlock_works()})
        while not self._over:
            # What was printed goes first: a frame of the same moment may say that the run is over.
            for arrival in sorted(self._inbox.next(self._patience()), key=_is_no_output):
                self._receive(arrival)
            self._look_at_the_clock()
        for worker in self._alive():
            worker.kill()
        kill_orphans(set())
        shutil.rmtree(self._home, ignore_errors=True)

    def _receive(self, arrival: Arrival) -> None:
        source = arrival.source
        if not isinstance(source, Source):
            self._from_client(arrival.piece)
        elif source.what == "exit":
            self._exited(source.worker)
        elif not arrival.piece:
            source.worker.open.discard(source.what)
        elif source.what == "frames":
            self._from_worker(source.worker, arrival.piece)
        else:
            self._printed(source.worker, arrival.piece)
        if isinstance(source, Source):
            self._conclude_if_over(source.worker)

    def _from_client(self, piece: bytes) -> None:
        if not piece:
            self._over = True
            return
        for frame in self._decoder.feed(piece):
            if frame["kind"] == "run":
                self._start(frame["id"], frame["checks"], frame["job"])
            elif frame["kind"] == "prepare":
                self._spare.expect(frame["checks"])
            elif frame["kind"] == "cancel":
                for run in list(self._runs.values()):
                    if run.number == frame["id"]:
                        self._end(run, "cancelled")

    def _start(self, number: int, checks: Frame, job: Frame) -> None:
        worker = (self._spare.another(checks) if job["quiet"] else self._spare.take(checks)) or self._launch()
        run = self._runs[worker] = Run(number, worker, float(job["seconds"]), quiet=job["quiet"])
        if worker.there:
            self._expect_a_start(run)
        if not worker.key:
            worker.get_ready(checks, self._new_scratch())
        worker.start(job)
        if "exit" not in worker.open:
            self._conclude_if_over(worker)

    def _new_scratch(self, template: Worker | None = None) -> Path:
        within = self._home if template is None else template.scratch
        return Path(tempfile.mkdtemp(prefix="run-", dir=within))

    def _make_ready(self, worker: Worker, checks: Frame) -> None:
        worker.get_ready(checks, self._new_scratch(), template=True)

    def _fork(self, template: Worker, *, waits: bool) -> Worker | None:
        asked = time.monotonic()
        fork = self._launcher.fork(template, self._new_scratch(template), waits=waits)
        for run in self._runs.values():
            run.deadline += time.monotonic() - asked  # what they told meanwhile was not heard
        return fork

    @staticmethod
    def _expect_a_start(run: Run) -> None:
        run.deadline = time.monotonic() + COLLECTING

    def _from_worker(self, worker: Worker, piece: bytes) -> None:
        try:
            frames = list(worker.decoder.feed(piece))
        except BrokenFrame:
            frames = [{"kind": "nonsense"}]
        for frame in frames:
            run = self._runs.get(worker)
            if frame.get("kind") == "idle" and not worker.there:
                worker.there = True
                self._send({"kind": "devices", "devices": frame.get("devices")})
                if run is not None:
                    self._expect_a_start(run)
                continue
            if frame.get("kind") == "ready" and frame.get("secret") == worker.secret:
                self._spare.is_ready(worker, forks=bool(frame["forks"]))
                continue
            if frame.get("kind") == "exited" and frame.get("secret") == worker.secret:
                self._fork_exited(worker, frame["pid"], frame["code"])
                continue
            # What a worker wrote before it died may arrive after its end.
            if run is None or run.how not in ("", "died"):
                continue
            if frame.pop("secret", None) != worker.secret:
                self._end(run, "forged")
            elif frame["kind"] == "started":
                run.deadline = time.monotonic() + run.seconds
                if run.quiet:
                    worker.step_back()
                self._send({**frame, "id": run.number})
                self._let_out(run)
            elif frame["kind"] == "finished":
                self._send({**frame, "id": run.number})
                self._finish(run)
            else:
                self._send({**frame, "id": run.number})

    def _printed(self, worker: Worker, piece: bytes) -> None:
        run = self._runs.get(worker)
        if run is None:
            self._last_words = (self._last_words + piece.decode("utf-8", "replace"))[-4000:]
            return
        self._relay(run, run.printed.take(piece))

    def _relay(self, run: Run, text: str) -> None:
        if text and run.started:
            self._send({"kind": "output", "id": run.number, "text": text})
        else:
            run.early += text

    def _let_out(self, run: Run) -> None:
        early, run.early, run.started = run.early, "", True
        self._relay(run, early)

    def _exited(self, worker: Worker) -> None:
        self._launcher.reap(worker)
        self._leaving.discard(worker)
        for fork in [other for other in self._alive() if other.template is worker]:
            # The kernel ended them with it: that tells nothing about what they ran.
            run = self._runs.get(fork)
            if run and not run.how:
                run.how, run.grace = "lost", time.monotonic() + GRACE
            self._fork_exited(worker, fork.pid, -signal.SIGKILL)
        self._gone(worker)

    def _fork_exited(self, template: Worker, pid: int, code: int) -> None:
        for worker in self._alive():
            if worker.template is template and worker.pid == pid and "exit" in worker.open:
                worker.code = code
                self._gone(worker)
                self._conclude_if_over(worker)

    def _gone(self, worker: Worker) -> None:
        worker.open.discard("exit")
        if worker in self._spare.alive and not self._spare.lost(worker):
            # A worker that cannot even wait for a job: the client is told instead of being left waiting.
            self._send({"kind": "failed", "error": self._last_words})
            worker.close()
            self._over = True
        run = self._runs.get(worker)
        if run and not run.how:
            run.how, run.grace = "died", time.monotonic() + GRACE

    def _finish(self, run: Run) -> None:
        """Say at once that a run is over, where all that it printed can be had without waiting for its end."""
        pieces = self._inbox.rest(run.worker.output) if "output" in run.worker.open else []
        if pieces is not None:
            for piece in pieces:
                self._relay(run, run.printed.take(piece))
            run.how = "finished"
            self._tell_the_end(run)
        self._end(run, "finished")

    def _end(self, run: Run, how: str) -> None:
        run.how, run.grace = how, time.monotonic() + GRACE
        run.worker.kill()

    def _conclude_if_over(self, worker: Worker) -> None:
        run = self._runs.get(worker)
        if run and run.how and (not run.worker.open or time.monotonic() >= run.grace):
            self._conclude(run)

    def _conclude(self, run: Run) -> None:
        del self._runs[run.worker]
        self._tell_the_end(run)
        self._clear_away(run.worker)
        if not (self._launcher.is_quick and self._somebody_waits()):
            self._spare.wanted_in(BREATH)

    def _somebody_waits(self) -> bool:
        """Whether a verdict is awaited, from which a worker that gets ready would take the processor."""
        return any(not run.quiet for run in self._runs.values())

    def _tell_the_end(self, run: Run) -> None:
        if run.told:
            return
        run.told = True
        self._let_out(run)
        self._relay(run, run.printed.end())
        truncated = run.printed.truncated
        self._send({"kind": "ended", "id": run.number, "how": run.how, "code": run.worker.code, "truncated": truncated})

    def _clear_away(self, worker: Worker) -> None:
        worker.kill()
        self._inbox.forget(worker.frames)
        self._inbox.forget(worker.output)
        worker.close()
        if worker.template is None and "exit" in worker.open:
            self._leaving.add(worker)
        kill_orphans({other.pid for other in (*self._alive(), *self._leaving)})
        if worker.scratch is not None:
            shutil.rmtree(worker.scratch, ignore_errors=True)

    def _look_at_the_clock(self) -> None:
        now = time.monotonic()
        for run in list(self._runs.values()):
            if not run.how and now >= run.deadline:
                self._end(run, "timeout")
            self._conclude_if_over(run.worker)
        if not self._over:
            self._spare.look_at_the_clock()

    def _patience(self) -> float | None:
        moments = [run.grace if run.how else run.deadline for run in self._runs.values()]
        first = min([*moments, self._spare.next_moment()])
        return None if first == math.inf else max(0.0, first - time.monotonic())

    def _launch(self) -> Worker:
        held = [self._control, self._client]
        for worker in self._alive():
            ends = (worker.job, worker.frames, worker.output, worker.handle)
            held += [end for end in ends if isinstance(end, int) and end >= 0]
        return self._launcher.launch(held)

    def _alive(self) -> list[Worker]:
        return [*self._runs, *self._spare.alive]

    def _send(self, frame: Frame) -> None:
        piece = encode(frame)
        try:
            while piece:
                piece = piece[os.write(self._client, piece) :]
        except OSError:
            self._over = True


def _is_no_output(arrival: Arrival) -> bool:
    return not (isinstance(arrival.source, Source) and arrival.source.what == "output")


def can_fork() -> bool:
    """Whether a worker can be a fork: on Linux, unless ``TUTOR_WORKERS=spawn`` says otherwise."""
    return sys.platform == "linux" and os.environ.get("TUTOR_WORKERS") != "spawn"


def main() -> None:
    """Be a host: the arguments name the family, and a folder of its own that goes with it."""
    family, home = sys.argv[1], Path(sys.argv[2])
    control, client = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    inbox: Any
    launcher: Launcher
    try:
        if can_fork():
            seal = load(family)
            ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
            inbox = SelectorInbox()
            launcher = ForkLauncher(inbox, seal)
        else:
            inbox = ThreadInbox()
            launcher = SpawnLauncher(inbox, family)
    except BaseException:  # whatever an import raises, the client is told
        os.write(client, encode({"kind": "failed", "error": traceback.format_exc()[-4000:]}))
        os._exit(1)
    Host(inbox, launcher, control, client, home).serve()
    os._exit(0)


if __name__ == "__main__":
    main()
