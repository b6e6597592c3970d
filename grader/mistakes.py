"""How the known mistakes of an exercise behave, remembered: in this process, and in a folder from one to the next."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, TypeAlias

from grader.behaviour import Behaviour, same, same_throughout
from grader.checks import CheckFolder
from grader.families import FAMILIES
from grader.job import digest

Seen: TypeAlias = dict[str, Behaviour | None]
"""Behaviour on each check that was run; None where the check held."""

_OURS: Final = Path(__file__).resolve().parent


class KnownMistakes:
    """What each known mistake of one folder of checks does on one device. Thread-safe.

    Kept in a file below `memory`, if there is one. A file that cannot be read or written is as good as none: all that
    it holds can be found out again.
    """

    def __init__(self, folder: CheckFolder, device: str, state: str, memory: Path | None) -> None:
        self.asked = threading.Lock()
        """Held by whoever finds out what a submission asks for: what one finds, the next need not."""
        self._lock = threading.Lock()
        self._folder = folder
        self._state = state
        self._file = memory / f"{folder.folder.parent.name}.{folder.folder.name}.{device}.json" if memory else None
        self._seen: dict[str, Seen] = self._read()
        self._alone: dict[tuple[str, str], Behaviour | None] = {}
        self._given_up: dict[str, set[str]] = {}

    def unknown(self, names: Sequence[str]) -> list[Path]:
        """Return the mistakes that were not yet run on all of the checks `names`."""
        with self._lock:
            return [file for file in self._folder.mistakes if not set(names) <= self._tried(file)]

    def better(self, names: Sequence[str], exactly: Mapping[str, Behaviour], like: tuple[str, Behaviour]) -> list[Path]:
        """Return those that are not known yet and may explain a submission better than all that are.

        exactly: its behaviour on those of the checks `names` that it failed. like: the first of them, and that on it.
        Of several that behave exactly so the first by name is the best one.
        """
        unknown = self.unknown(names)
        known = self.behaviours(names)
        for file in unknown:
            del known[file.name]
        best = min((name for name, seen in known.items() if same_throughout(seen, exactly)), default=None)
        return [file for file in unknown if (best is None or file.name < best) and self.may_be_like(file, *like)]

    def behaviours(self, names: Sequence[str]) -> dict[str, dict[str, Behaviour]]:
        """Return, for each mistake, its behaviour on those of the checks `names` that it fails."""
        found: dict[str, dict[str, Behaviour]] = {}
        with self._lock:
            for file in self._folder.mistakes:
                seen = self._seen.get(file.name, {})
                found[file.name] = {name: behaviour for name in names if (behaviour := seen.get(name)) is not None}
        return found

    def learn(self, mistake: Path, names: Sequence[str], failed: Mapping[str, Behaviour]) -> None:
        """Remember a run of `mistake` on the checks `names`, of which it `failed` some."""
        with self._lock:
            self._seen.setdefault(mistake.name, {}).update({name: failed.get(name) for name in names})

    def give_up(self, mistake: Path, names: Sequence[str]) -> None:
        """Try `mistake` on the checks `names` no more, in this process: its run came to no end."""
        with self._lock:
            self._given_up.setdefault(mistake.name, set()).update(names)

    def learn_alone(self, mistake: Path, check: str, behaviour: Behaviour | None) -> None:
        """Remember what `mistake` did on a check that was run alone: None when it held."""
        with self._lock:
            self._alone[mistake.name, check] = behaviour

    def may_be_like(self, mistake: Path, check: str, behaviour: Behaviour) -> bool:
        """Whether `mistake` behaves so on a check, or nobody has seen what it does there."""
        with self._lock:
            seen = self._alone.get((mistake.name, check), behaviour)
        return seen is not None and same(behaviour, seen)

    def keep(self) -> None:
        """Write what is known to the file, whole or not at all."""
        if self._file is None:
            return
        with self._lock:
            known = json.dumps({"state": self._state, "seen": self._seen}, ensure_ascii=False)
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            descriptor, beside = tempfile.mkstemp(prefix=".", dir=self._file.parent)
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                    stream.write(known)
                Path(beside).replace(self._file)
            except BaseException:
                Path(beside).unlink()
                raise

    def _tried(self, mistake: Path) -> set[str]:
        return {*self._seen.get(mistake.name, {}), *self._given_up.get(mistake.name, ())}

    def _read(self) -> dict[str, Seen]:
        if self._file is None:
            return {}
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            if found["state"] == self._state:
                return {str(name): dict(seen) for name, seen in found["seen"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            pass
        return {}


def _stamp(file: Path) -> bytes:
    facts = file.stat()
    return f"{file.name} {facts.st_size} {facts.st_mtime_ns}\0".encode()


def state(folder: CheckFolder) -> str:
    """Return a name for all that decides how a mistake behaves: checks, mistakes, the grader and the frameworks."""
    found = hashlib.sha256(digest(folder).encode())
    for mistake in folder.mistakes:
        found.update(mistake.name.encode("utf-8", "surrogateescape") + b"\0" + mistake.read_bytes() + b"\0")
    for place in ("vocabulary", "worker"):
        for file in sorted((_OURS / place).glob("*.py")):
            found.update(_stamp(file))
    found.update(_stamp(_OURS / "messages" / "errors.toml"))  # a raised error is known by the key of its sentence
    for package in sorted({package for family in folder.families for package in FAMILIES[family].packages}):
        with contextlib.suppress(PackageNotFoundError):
            found.update(f"{package} {version({'sklearn': 'scikit-learn'}.get(package, package))}\0".encode())
    return found.hexdigest()[:32]
