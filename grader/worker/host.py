"""The host: imports one family of frameworks, keeps a worker ready, relays what workers report, ends what overstays.

It speaks frames on its own stdin and stdout with the client. When the client is gone it kills its workers and ends.
"""

from __future__ import annotations

import contextlib
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
from grader.worker.output import Printed

GRACE: Final = 0.3
ROUNDS: Final = 50
"""How often to look for orphans: killing one makes orphans of its own children."""
PR_SET_CHILD_SUBREAPER: Final = 36


@dataclass(eq=False, slots=True)
class Run:
    """A job in a worker, `seconds` long at most from the moment that the worker is ready for it.

    `how` says why it ended, once it did; `grace` is until when its last words are waited for.
    """

    number: int
    worker: Worker
    scratch: Path
    seconds: float
    deadline: float = math.inf
    printed: Printed = field(default_factory=Printed)
    how: str = ""
    grace: float = 0.0


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
        self._spare: Worker | None = None
        self._last_words = ""
        self._over = False

    def serve(self) -> None:
        """Work until the client closes its end."""
        self._inbox.watch(self._control, "control")
        self._spare = self._launch()
        self._send({"kind": "ready", "confined": landlock_works()})
        while not self._over:
            for arrival in self._inbox.next(self._patience()):
                self._receive(arrival)
            self._look_at_the_clock()
        for worker in (*self._runs, *([self._spare] if self._spare else [])):
            worker.kill()
        self._runs, self._spare = {}, None
        self._kill_orphans()
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
        if isinstance(source, Source) and source.worker in self._runs:
            self._conclude_if_over(self._runs[source.worker])

    def _from_client(self, piece: bytes) -> None:
        if not piece:
            self._over = True
            return
        for frame in self._decoder.feed(piece):
            if frame["kind"] == "run":
                self._start(frame["id"], frame["job"])
            elif frame["kind"] == "cancel":
                for run in list(self._runs.values()):
                    if run.number == frame["id"]:
                        self._end(run, "cancelled")

    def _start(self, number: int, job: Frame) -> None:
        worker, self._spare = self._spare or self._launch(), None
        scratch = Path(tempfile.mkdtemp(prefix="run-", dir=self._home))
        self._runs[worker] = Run(number, worker, scratch, float(job["seconds"]))
        self._start_the_clock(self._runs[worker])
        worker.give({**job, "scratch": str(scratch)})
        if "exit" not in worker.open:
            self._conclude_if_over(self._runs[worker])

    def _start_the_clock(self, run: Run) -> None:
        if run.worker.ready and run.deadline == math.inf:
            run.deadline = time.monotonic() + run.seconds

    def _from_worker(self, worker: Worker, piece: bytes) -> None:
        try:
            frames = list(worker.decoder.feed(piece))
        except BrokenFrame:
            frames = [{"kind": "nonsense"}]
        for frame in frames:
            run = self._runs.get(worker)
            if frame.get("kind") == "idle" and not worker.ready:
                worker.ready = True
                self._send({"kind": "devices", "devices": frame.get("devices")})
                if run is not None:
                    self._start_the_clock(run)
                continue
            # What a worker wrote before it died may arrive after its end.
            if run is None or run.how not in ("", "died"):
                continue
            if frame.pop("secret", None) != worker.secret:
                self._end(run, "forged")
            elif frame["kind"] == "finished":
                self._send({**frame, "id": run.number})
                self._end(run, "finished")
            else:
                self._send({**frame, "id": run.number})

    def _printed(self, worker: Worker, piece: bytes) -> None:
        run = self._runs.get(worker)
        if run is None:
            self._last_words = (self._last_words + piece.decode("utf-8", "replace"))[-4000:]
            return
        self._relay(run, run.printed.take(piece))

    def _relay(self, run: Run, text: str) -> None:
        if text:
            self._send({"kind": "output", "id": run.number, "text": text})

    def _exited(self, worker: Worker) -> None:
        self._launcher.reap(worker)
        worker.open.discard("exit")
        if worker is self._spare:
            # A worker that cannot even wait for a job: the client is told instead of being left waiting.
            self._send({"kind": "failed", "error": self._last_words})
            worker.close()
            self._spare = None
            self._over = True
        run = self._runs.get(worker)
        if run and not run.how:
            run.how, run.grace = "died", time.monotonic() + GRACE

    def _end(self, run: Run, how: str) -> None:
        run.how, run.grace = how, time.monotonic() + GRACE
        run.worker.kill()

    def _conclude_if_over(self, run: Run) -> None:
        if run.how and (not run.worker.open or time.monotonic() >= run.grace):
            self._conclude(run)

    def _conclude(self, run: Run) -> None:
        del self._runs[run.worker]
        worker = run.worker
        self._relay(run, run.printed.end())
        truncated = run.printed.truncated
        self._send({"kind": "ended", "id": run.number, "how": run.how, "code": worker.code, "truncated": truncated})
        worker.kill()
        self._inbox.forget(worker.frames)
        self._inbox.forget(worker.output)
        worker.close()
        self._kill_orphans()
        shutil.rmtree(run.scratch, ignore_errors=True)
        if self._spare is None and not self._over:
            self._spare = self._launch()

    def _look_at_the_clock(self) -> None:
        now = time.monotonic()
        for run in list(self._runs.values()):
            if not run.how and now >= run.deadline:
                self._end(run, "timeout")
            self._conclude_if_over(run)

    def _patience(self) -> float | None:
        moments = [run.grace if run.how else run.deadline for run in self._runs.values()]
        first = min(moments, default=math.inf)
        return None if first == math.inf else max(0.0, first - time.monotonic())

    def _launch(self) -> Worker:
        held = [self._control, self._client]
        for worker in (*self._runs, *([self._spare] if self._spare else [])):
            held += [descriptor for descriptor in (worker.job, worker.frames, worker.output) if descriptor >= 0]
        return self._launcher.launch(held)

    def _kill_orphans(self) -> None:
        """Kill what a worker left behind in a session of its own: the kernel made it this process' child."""
        if sys.platform != "linux":
            return
        mine = {worker.pid for worker in self._runs} | ({self._spare.pid} if self._spare else set())
        for _ in range(ROUNDS):
            left = _children() - mine
            if not left:
                return
            for pid in left:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)

    def _send(self, frame: Frame) -> None:
        piece = encode(frame)
        try:
            while piece:
                piece = piece[os.write(self._client, piece) :]
        except OSError:
            self._over = True


def _children() -> set[int]:
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            if int(stat.read_text(errors="replace").rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(stat.parent.name))
    return found


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
