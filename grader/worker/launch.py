"""Start a worker: a fork of the host where that is safe (Linux), else a process that imported ahead of time."""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from grader.frames import Decoder, Frame, encode
from grader.worker.inbox import SelectorInbox, ThreadInbox
from grader.worker.seal import Seal
from grader.worker.template import ASKING, Fork, answer, request

ANSWERED_WITHIN: Final = 3.0
"""Seconds after which a template that was asked for a fork is given up; `grader.runs.LATE` is more."""

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
    template: Worker | None = None
    scratch: Path | None = None
    code: int | None = None

    def get_ready(self, checks: Frame, scratch: Path, *, template: bool = False) -> None:
        """Have the worker collect `checks`, and shut itself in with `scratch` as the only place to write to.

        template: rehearse them on the solution, too, and then be forked for jobs, where that is safe.
        """
        self.key, self.scratch = checks["key"], scratch
        self._give({**checks, "scratch": str(scratch), "secret": self.secret, "template": template})

    def start(self, job: Frame) -> None:
        """Hand over the job."""
        self._give(job)
        self.ask_no_more()

    def ask_no_more(self) -> None:
        """Close the way in: a template ends when its last fork has."""
        with contextlib.suppress(OSError):
            os.close(self.job)
        self.job = -1

    def _give(self, frame: Frame) -> None:
        # A worker that died meanwhile is noticed by its exit, not here.
        with contextlib.suppress(OSError):
            piece = encode(frame)
            while piece:
                piece = piece[os.write(self.job, piece) :]

    def step_back(self) -> None:
        """Let the group of processes that it leads go last, where the system shares a processor among such groups.

        There its own nice value counts among the processes of its group alone (sched_autogroup, Linux).
        """
        with contextlib.suppress(OSError):
            Path(f"/proc/{self.pid}/autogroup").write_bytes(b"19")

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

    def fork(self, template: Worker, scratch: Path, *, waits: bool) -> Worker | None:
        """Have `template` forked; the fork writes to `scratch`, a folder in that of the template.

        waits: the fork has time to get ready before its job comes; it says when it is.
        None when the template does not answer: it is of no use any more.
        """

    def reap(self, worker: Worker) -> None:
        """Learn the exit code of a worker that ended."""


class ForkLauncher:
    """Forks the host, where everything is imported and nothing used yet, or a template that it made of such a fork."""

    is_quick = True

    def __init__(self, inbox: SelectorInbox, seal: Seal) -> None:
        self._inbox = inbox
        self._seal = seal

    def launch(self, held: Iterable[int]) -> Worker:
        """See `Launcher.launch`."""
        # A template is sent descriptors, which a pipe does not carry.
        job_in, job_out = (end.detach() for end in socket.socketpair())
        frames_in, frames_out = os.pipe()
        output_in, output_out = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._be_a_worker(job_in, frames_out, output_out, [*held, job_out, frames_in, output_in])
        for descriptor in (job_in, frames_out, output_out):
            os.close(descriptor)
        worker = Worker(pid, job_out, frames_in, output_in, handle=os.pidfd_open(pid))
        self._inbox.watch(worker.handle, Source(worker, "exit"))
        return self._watched(worker)

    def fork(self, template: Worker, scratch: Path, *, waits: bool) -> Worker | None:
        """See `Launcher.fork`. The host waits for the answer: a template has nothing else to do."""
        job_in, job_out = os.pipe()
        frames_in, frames_out = os.pipe()
        output_in, output_out = os.pipe()
        worker = Worker(0, job_out, frames_in, output_in, template=template)
        worker.key, worker.scratch, worker.there, worker.ready = template.key, scratch, True, not waits
        try:
            request(template.job, Fork(scratch, worker.secret, waits, job_in, frames_out, output_out))
            answered, _, _ = select.select([template.job], [], [], ANSWERED_WITHIN)
            pid = answer(os.read(template.job, ASKING)) if answered else None
        except OSError:
            pid = None
        for descriptor in (job_in, frames_out, output_out):
            os.close(descriptor)
        if pid is None:
            worker.close()
            return None
        worker.pid = pid
        return self._watched(worker)

    def _watched(self, worker: Worker) -> Worker:
        self._inbox.watch(worker.frames, Source(worker, "frames"))
        self._inbox.watch(worker.output, Source(worker, "output"))
        return worker

    def reap(self, worker: Worker) -> None:
        """See `Launcher.reap`."""
        with contextlib.suppress(ChildProcessError):
            _, status = os.waitpid(worker.pid, 0)
            worker.code = os.waitstatus_to_exitcode(status)
        os.close(worker.handle)
        worker.handle = None

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

    def fork(self, template: Worker, scratch: Path, *, waits: bool) -> Worker | None:
        """See `Launcher.fork`: a process that has its own interpreter is no template."""
        del template, scratch, waits
        return None

    def reap(self, worker: Worker) -> None:
        """See `Launcher.reap`."""
        worker.code = worker.handle.wait()

    def _wait(self, worker: Worker) -> None:
        worker.handle.wait()
        self._inbox.tell(Source(worker, "exit"))
