"""Run git so that it asks nothing, runs nothing of a repository, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from study.fetching.trouble import FetchFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTINGS: Final = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.askPass=",
    "core.symlinks=false",
    "protocol.allow=never",
    "protocol.http.allow=always",  # asked for only on this machine itself (`study.fetching.source`)
    "protocol.https.allow=always",
    "protocol.ssh.allow=always",
    "protocol.file.allow=always",
    "protocol.ext.allow=never",
    "submodule.recurse=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "http.lowSpeedLimit=100",
    "http.lowSpeedTime=30",
)
_KEPT: Final = (
    "GIT_SSH",
    "GIT_SSL_",
    "GIT_PROXY",
    "GIT_CURL",
    "GIT_EXEC_PATH",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
)


def start(arguments: list[str], stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Start git in a process group of its own. Raises FetchFailed when it is not installed."""
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    try:
        return subprocess.Popen(
            ["git", *settings, *arguments],
            env=_environment(),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # no terminal to ask on, and one group to end
        )
    except FileNotFoundError:
        raise FetchFailed(
            {
                "en": "git is not installed here, and this course comes from a git repository. Install git "
                "(https://git-scm.com), or download the course as a zip file and add that.",
                "ko": "이 코스는 git 저장소에 있는데 git이 설치되어 있지 않아요. git을 설치하거나(https://git-scm.com) "
                "코스를 zip 파일로 내려받아 추가해 주세요.",
            }
        ) from None


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    ssh = kept.get("GIT_SSH_COMMAND", "ssh")
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "GCM_INTERACTIVE": "never",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_SSH_COMMAND": f"{ssh} -oBatchMode=yes -oConnectTimeout=20 -oServerAliveInterval=15",
    }


@contextlib.contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """See to it that nothing of a process is left, however the block ends."""
    try:
        yield
    finally:
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        if process.poll() is None:
            with contextlib.suppress(OSError):
                if sys.platform == "win32":
                    process.kill()
                else:
                    os.killpg(process.pid, signal.SIGKILL)
            process.wait()
