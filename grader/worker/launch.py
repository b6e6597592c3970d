"""Start a worker: a fork of the host where that is safe (Linux), else a process that imported ahead of time."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from grader.frames import Decoder, Frame, encode
from grader.worker.inbox import SelectorInbox, ThreadInbox
from grader.worker.seal import Seal

What = Literal["frames", "output", "exit"]


@dataclass(eq=False, slots=True)
class Worker:
    """A process that gets checks ready and then waits for one job on them.

    secret: what its frames must carry. there: it has imported everything and said so. key: the checks that it has.
    ready: nothing is left to be done before a job.
    """

    pid: int
    job: int
    frames: int
    output: int
    handle: Any = None
    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    decoder: Decoder = field(default_factory=Decoder)
    open: set[What] = field(default_factory=lambda: {"frames", "output", "exit"})
    there: bool = False
    ready: bool = False
    key: str = ""
    scratch: Path | None = None
    code: int | None = None

    def get_ready(self, checks: Frame, scratch: Path, *, rehearse: bool = False) -> None:
        """Have the worker collect `checks`, and shut itself in with `scratch` as the only place to write to.

        rehearse: run them on the solution, too, before there is a job.
        """
        self.key, self.scratch = checks["key"], scratch
        self._give({**checks, "scratch": str(scratch), "secret": self.secret, "rehearse": rehearse})

    def start(self, job: Frame) -> None:
        """Hand over the job."""
        self._give(job)
        os.close(self.job)
        self.job = -1

    def _give(self, frame: Frame) -> None:
        # A worker that died meanwhile is noticed by its exit, not here.
        with contextlib.suppress(OSError):
            piece = encode(frame)
            while piece:
                piece = piece[os.write(self.job, piece) :]

    def kill(self) -> None:
        """Kill the worker and every process of its group."""
        if sys.platform == "win32":
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(self.pid)],
                capture_output=True,
                check=False,
                stdin=subprocess.DEVNULL,
            )
            return
        for send in (os.killpg, os.kill):
            with contextlib.suppress(OSError):
                send(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Close what the host still holds of it."""
        for descriptor in (self.job, self.frames, self.output):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self.job = self.frames = self.output = -1


@dataclass(frozen=True, slots=True)
class Source:
    """Where an arrival comes from: one side of one worker."""

    worker: Worker
    what: What

    @property
    def is_process(self) -> bool:
        """Whether it is the end of the process rather than a pipe."""
        return self.what == "exit"


class Launcher(Protocol):
    """A way to start workers. `is_quick`: one can be thrown away for another without anybody noticing."""

    is_quick: bool

    def launch(self, held: Iterable[int]) -> Worker:
        """Start one. `held` are descriptors of the host that the worker must not have."""

    def reap(self, worker: Worker) -> None:
        """Learn the exit code of a worker that ended."""


class ForkLauncher:
    """Forks the host. The child has everything imported and nothing used yet."""

    is_quick = True

    def __init__(self, inbox: SelectorInbox, seal: Seal) -> None:
        self._inbox = inbox
        self._seal = seal

    def launch(self, held: Iterable[int]) -> Worker:
        """See `Launcher.launch`."""
        job_in, job_out = os.pipe()
        frames_in, frames_out = os.pipe()
        output_in, output_out = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._be_a_worker(job_in, frames_out, output_out, [*held, job_out, frames_in, output_in])
        for descriptor in (job_in, frames_out, output_out):
            os.close(descriptor)
        worker = Worker(pid, job_out, frames_in, output_in, handle=os.pidfd_open(pid))
        for descriptor, what in ((frames_in, "frames"), (output_in, "output"), (worker.handle, "exit")):
            self._inbox.watch(descriptor, Source(worker, what))  # type: ignore[arg-type]
        return worker

    def reap(self, worker: Worker) -> None:
        """See `Launcher.reap`."""
        with contextlib.suppress(ChildProcessError):
            _, status = os.waitpid(worker.pid, 0)
            worker.code = os.waitstatus_to_exitcode(status)
        os.close(worker.handle)

    def _be_a_worker(self, job: int, frames: int, output: int, held: list[int]) -> None:
        from grader.worker.single import serve

        try:
            os.setsid()
            self._inbox.close()
            for descriptor in held:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
            os.dup2(output, 1)
            os.dup2(output, 2)
            os.close(output)
            serve(job, frames, self._seal)
        except BaseException:  # nothing may leave a forked child but its exit; the host keeps what it prints
            traceback.print_exc()
        finally:
            os._exit(0)


class SpawnLauncher:
    """Starts a fresh interpreter that imports the family and then waits for its job."""

    is_quick = False

    def __init__(self, inbox: ThreadInbox, family: str) -> None:
        self._inbox = inbox
        self._family = family

    def launch(self, held: Iterable[int]) -> Worker:
        """See `Launcher.launch`. The child's pipes: job on stdin, frames on stdout, output on stderr."""
        del held
        process = subprocess.Popen(
            [sys.executable, "-m", "grader.worker.single", self._family],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=sys.platform != "win32",
        )
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise OSError("a worker started without its pipes")
        job, frames, output = (os.dup(pipe.fileno()) for pipe in (process.stdin, process.stdout, process.stderr))
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()
        worker = Worker(process.pid, job, frames, output, handle=process)
        self._inbox.watch(frames, Source(worker, "frames"))
        self._inbox.watch(output, Source(worker, "output"))
        threading.Thread(target=self._wait, args=(worker,), daemon=True).start()
        return worker

    def reap(self, worker: Worker) -> None:
        """See `Launcher.reap`."""
        worker.code = worker.handle.wait()

    def _wait(self, worker: Worker) -> None:
        worker.handle.wait()
        self._inbox.tell(Source(worker, "exit"))
