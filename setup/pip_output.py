"""Read what pip prints: which package it is at, and, when it fails, why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from setup.failure import SetupError
from setup.requirements import canonical

COLLECTING: Final = re.compile(r"\s*(?:Collecting|Processing) (?P<what>\S+)")
INSTALLING: Final = re.compile(r"\s*Installing collected packages: (?P<names>.+)")
RETRYING: Final = re.compile(r"WARNING: Retrying ")
WHEEL: Final = re.compile(r"(?P<name>[^/\\]+?)-(?P<version>\d[^-/\\]*)-[^/\\]*\.whl$")
NO_ANSWER: Final = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|ProtocolError"
    r"|Max retries exceeded|Connection refused|Connection reset|RemoteDisconnected|IncompleteRead|SSLError"
    r"|Name or service not known|Temporary failure in name resolution|No route to host|Network is unreachable"
)
DISK_FULL: Final = re.compile(
    r"No space left on device|\[Errno 28\]|Disk quota exceeded|not enough space on the disk|\[WinError 112\]"
)
NOT_WRITABLE: Final = re.compile(r"\[Errno 13\]|\[Errno 30\]|Permission denied|Read-only file system|\[WinError 5\]")
NO_PACKAGE: Final = re.compile(r"(No matching distribution found for|Cannot install) (?P<name>[\w.-]+)")


@dataclass(slots=True)
class Reading:
    """How far pip is, by the lines that it printed so far.

    fetched: packages that it looked for, in order. installing: packages that it installs, in order, empty until then.
    """

    fetched: list[str] = field(default_factory=list)
    installing: list[str] = field(default_factory=list)
    retrying: bool = False
    lines: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Read one more line."""
        self.lines.append(line)
        if match := INSTALLING.match(line):
            self.installing = [canonical(name) for name in match["names"].split(", ")]
        elif match := COLLECTING.match(line):
            name = _name(match["what"])
            if name and name not in self.fetched:
                self.fetched.append(name)
        self.retrying = bool(RETRYING.match(line))

    def failure(self, log: str) -> SetupError:
        """Return why pip, or venv, failed. `log` is where its whole output is kept."""
        output = "\n".join(self.lines)
        if DISK_FULL.search(output):
            return SetupError("disk_full")
        if NO_ANSWER.search(output):
            return SetupError("no_network")
        if NOT_WRITABLE.search(output):
            return SetupError("not_writable", log=log)
        if match := NO_PACKAGE.search(output):
            return SetupError("no_package", name=match["name"], log=log)
        errors = [line for line in self.lines if line.strip().lower().startswith("error")] or self.lines
        return SetupError("unknown", last=errors[-1].strip() if errors else "", log=log)


def _name(what: str) -> str:
    if match := WHEEL.match(re.split(r"[/\\]", what)[-1]):
        return canonical(match["name"])
    match = re.match(r"[\w.-]+", what)
    return canonical(match[0]) if match else ""
