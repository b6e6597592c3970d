"""A worker that is never used up: all is ready in it, and it is forked for each job.

A fork of the host has to collect the checks and to meet the framework for the first time; a fork of a template has both
behind it. What has threads cannot be forked: such a worker takes one job itself.
"""

from __future__ import annotations

import os
import selectors
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.frames import Decoder, Frame, encode
from grader.worker.channel import Channel

ASKING: Final = 65536
"""Bytes that a request has at most."""


@dataclass(frozen=True, slots=True)
class Fork:
    """What a fork is to be: where it may write, what its frames carry, and its ends of the pipes to the host.

    waits: it will wait for its job. It rehearses then: pages that it shares with the template until it writes to them
    are copied by now, and not while somebody waits for a verdict.
    """

    scratch: Path
    secret: str
    waits: bool
    job: int
    frames: int
    output: int

    def close(self) -> None:
        """Close its ends of the pipes, in the process that they are not for."""
        for descriptor in (self.job, self.frames, self.output):
            os.close(descriptor)


def request(descriptor: int, fork: Fork) -> None:
    """Ask the template at the other end of the socket `descriptor` for a fork, from the host. Raises OSError."""
    asked = encode({"scratch": str(fork.scratch), "secret": fork.secret, "waits": fork.waits})
    with socket.socket(fileno=os.dup(descriptor)) as end:
        socket.send_fds(end, [asked], [fork.job, fork.frames, fork.output])


def can_be_forked() -> bool:
    """Whether a fork of this process would have all of it: only the thread that forks comes along. Linux only."""
    return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1


def fork_on_request(descriptor: int, channel: Channel) -> Fork | None:
    """Fork for each request that comes on the socket `descriptor`; tell on `channel` when a fork has ended.

    Returns in each fork what it is to be; in the template, None when the host wants no more and the last fork ended.
    """
    forks: dict[int, int] = {}
    with socket.socket(fileno=descriptor) as requests, selectors.PollSelector() as waiting:
        waiting.register(requests, selectors.EVENT_READ)
        while waiting.get_map():
            for key, _ in waiting.select():
                if key.fd in forks:
                    waiting.unregister(key.fd)
                    os.close(key.fd)
                    pid = forks.pop(key.fd)
                    channel.send("exited", pid=pid, code=os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                    continue
                asked = _asked(requests)
                if asked is None:
                    waiting.unregister(requests)
                    continue
                try:
                    pid = os.fork()
                except OSError:  # no more processes for this user, or no memory: those that run go on
                    asked.close()
                    _reply(requests, 0)
                    continue
                if pid == 0:
                    os.setsid()
                    channel.close()
                    for handle in forks:
                        os.close(handle)
                    return asked
                asked.close()
                handle = os.pidfd_open(pid)
                forks[handle] = pid
                waiting.register(handle, selectors.EVENT_READ)
                _reply(requests, pid)
    return None


def _reply(requests: socket.socket, pid: int) -> None:
    with suppress(OSError):  # a host that did not wait for it is missed by the fork, too, which ends then
        requests.sendall(encode({"pid": pid}))


def _asked(requests: socket.socket) -> Fork | None:
    try:
        piece, descriptors, _, _ = socket.recv_fds(requests, ASKING, 3, socket.MSG_CMSG_CLOEXEC)
    except ConnectionError:
        return None
    asked = next(iter(Decoder().feed(piece)), None) if piece else None
    if asked is None:
        return None
    job, frames, output = descriptors
    return Fork(Path(asked["scratch"]), asked["secret"], asked["waits"], job, frames, output)


def answer(piece: bytes) -> int | None:
    """Return the process number that a template answered a request with; None when it could not fork."""
    frame: Frame | None = next(iter(Decoder().feed(piece)), None)
    return int(frame["pid"]) or None if frame is not None else None
