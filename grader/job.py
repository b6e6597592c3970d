"""What a worker is told, as data of frames: which checks to get ready, and what to run them on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.behaviour import Behaviour
from grader.checks import CheckFolder
from grader.frames import Frame

PATIENCE: Final = 4
"""Times the time limit that a run has which goes last: on a busy machine it may hardly get to the processor."""


@dataclass(frozen=True, slots=True)
class Source:
    """Texts to run: `name` becomes the module's name, `device` is what was asked for.

    A single text is judged. With `compare`, each of several is run in turn and only its behaviour is told; with `like`,
    a check and a behaviour on it, only of those that behave so; the others are run on that check alone. With `until`,
    the run ends after the first that behaves exactly so on all its checks. A `quiet` run lets everything else on the
    machine go first. seconds: a time limit of each text in place of the folder's.
    """

    texts: tuple[str, ...]
    name: str
    device: str
    compare: bool = False
    like: tuple[str, Behaviour] | None = None
    until: Mapping[str, Behaviour] | None = None
    quiet: bool = False
    seed: int = 0
    seconds: float | None = None


def checks_frame(folder: CheckFolder, family: str, device: str) -> Frame:
    """Return what a worker of `family` needs to collect the checks of `folder`."""
    frame: Frame = {
        "checks": str(folder.folder.resolve()),
        "test": str(folder.test.resolve()),
        "names": [check.name for check in folder.expected if check.family == family],
        "device": device,
    }
    return {**frame, "key": f"{digest(folder)} {family}"}


def job_frame(source: Source, folder: CheckFolder, names: Sequence[str]) -> Frame:
    """Return the job of running `names`, checks of `folder`, on `source`."""
    return {
        "name": source.name if source.name.isidentifier() else "submission",
        "sources": list(source.texts),
        "names": list(names),
        "seconds": (source.seconds or folder.seconds) * len(source.texts) * (PATIENCE if source.quiet else 1),
        "seed": source.seed,
        "device": source.device,
        "compare": source.compare,
        "like": source.like,
        "until": source.until,
        "quiet": source.quiet,
    }


def digest(folder: CheckFolder) -> str:
    """Return a name for the present state of what `folder` collects: another one as soon as a file of it changes."""
    found = hashlib.sha256(str(folder.folder.resolve()).encode("utf-8", "surrogateescape"))
    for file in (folder.test, folder.solution, folder.folder / "messages.toml"):
        found.update(_content(file))
        found.update(b"\0")
    return found.hexdigest()[:32]


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
