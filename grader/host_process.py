"""The client's end of a host: start it, hand it jobs, take its frames apart by job, notice when it dies."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
from itertools import count
from pathlib import Path
from typing import Any, Final

from grader.families import Family
from grader.frames import BrokenFrame, Decoder, Frame, encode

ROOT: Final = Path(__file__).resolve().parent.parent


class HostProcess:
    """One process that imported one family. Thread-safe. It starts at once and is ready some seconds later."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.settled = threading.Event()
        """Set once the host is ready, or will never be."""
        self.devices: tuple[str, ...] = ()
        self.failure = ""
        self._numbers = count(1)
        self._jobs: dict[int, queue.SimpleQueue[Frame]] = {}
        self._lock = threading.Lock()
        # Not the lock of `_jobs`: a host that writes does not read, so whoever reads must not wait for whoever writes.
        self._writing = threading.Lock()
        self._alive = True
        self._home = tempfile.TemporaryDirectory(prefix="tutor-host-", ignore_cleanup_errors=True)
        self._log = Path(self._home.name) / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "grader.worker.host", family.name, self._home.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._home.name,
                env=self._environment(),
                **_apart(),
            )
        threading.Thread(target=self._read, name=f"host {family.name}", daemon=True).start()

    @property
    def alive(self) -> bool:
        """Whether it can still be given jobs."""
        return self._alive and self._process.poll() is None

    @property
    def process_id(self) -> int:
        """Number of the process, for tests and for `doctor`."""
        return self._process.pid

    def prepare(self, checks: Frame) -> None:
        """Have a worker ready that has collected `checks`, from now on."""
        self._send({"kind": "prepare", "checks": checks})

    def submit(self, checks: Frame, job: Frame) -> tuple[int, queue.SimpleQueue[Frame]]:
        """Hand over a job on `checks`. Return its number and its frames to come; ``ended`` or ``lost`` is the last."""
        number = next(self._numbers)
        frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
        with self._lock:
            self._jobs[number] = frames
        if not self._send({"kind": "run", "id": number, "checks": checks, "job": job}):
            frames.put({"kind": "lost"})
        return number, frames

    def cancel(self, number: int) -> None:
        """End a job early."""
        self._send({"kind": "cancel", "id": number})

    def close(self) -> None:
        """End the host and its workers."""
        self._alive = False
        if self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._home.cleanup()

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "KERAS_"))
        }
        return {
            **kept,
            **self.family.variables,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "PYTHONHASHSEED": "0",
            "KERAS_HOME": self._home.name,
            # Frameworks leave caches in the temporary folder; here they go with the host.
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._home.name),
        }

    def _send(self, frame: Frame) -> bool:
        try:
            if self._process.stdin is None:
                return False
            with self._writing:
                self._process.stdin.write(encode(frame))
                self._process.stdin.flush()
        except (OSError, ValueError):
            return False
        return True

    def _read(self) -> None:
        decoder = Decoder()
        stream = self._process.stdout
        try:
            while stream is not None and (piece := os.read(stream.fileno(), 65536)):
                for frame in decoder.feed(piece):
                    self._receive(frame)
        except (OSError, ValueError, BrokenFrame):
            self._process.kill()
        self._lost()

    def _receive(self, frame: Frame) -> None:
        kind = frame.get("kind")
        if kind == "devices":
            self.devices = tuple(frame["devices"])
            self.settled.set()
        elif kind == "failed":
            self.failure = frame["error"]
        elif "id" in frame:
            with self._lock:
                frames = self._jobs.pop(frame["id"], None) if kind == "ended" else self._jobs.get(frame["id"])
            if frames is not None:
                frames.put(frame)

    def _lost(self) -> None:
        self._alive = False
        if not self.devices and not self.failure:
            with contextlib.suppress(OSError):
                self.failure = self._log.read_text(encoding="utf-8", errors="replace")[-2000:]
        self.settled.set()
        with self._lock:
            for frames in self._jobs.values():
                frames.put({"kind": "lost"})
            self._jobs.clear()


def _apart() -> dict[str, Any]:
    """Keep the terminal's Ctrl-C away from the host."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}
