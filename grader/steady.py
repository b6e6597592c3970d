"""Is a verdict always the same? Grade each solution and each known mistake again and again, alternating, on all cores.

``python -m grader.steady --runs 200 --keep counts.json grader/hidden/02_autograd/grad_of ...`` prints a line for each
folder and each turn; it ends with 1 when a verdict was not always the same. With ``--keep`` it can be ended at any time
and goes on where it was, unless the checks, their files, the workers or the frameworks have changed since.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from grader.checks import CheckFolder, read_checks
from grader.client import Grader
from grader.mistakes import state
from grader.submission import Submission
from grader.text import say
from grader.verdict import Verdict

TURN: Final = 10
"""Runs of each file of a folder before it is the next folder's turn."""


@dataclass(slots=True)
class Counts:
    """How often each verdict was given to each file of one folder in so many `runs`; `of` names the state of all that
    decides them.
    """

    of: str
    runs: int = 0
    verdicts: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Verdicts in all."""
        return sum(sum(seen.values()) for seen in self.verdicts.values())

    @property
    def changed(self) -> list[str]:
        """The files that got different verdicts."""
        return [file for file, seen in self.verdicts.items() if len(seen) > 1]

    def add(self, runs: int, found: dict[str, Counter[str]]) -> None:
        """Count what `runs` more runs of each file found."""
        self.runs += runs
        for file, seen in found.items():
            self.verdicts[file] = self.verdicts.get(file, Counter()) + seen


def grade_again(grader: Grader, folder: CheckFolder, runs: int, device: str, at_once: int) -> dict[str, Counter[str]]:
    """Grade the solution, the accepted answers and the mistakes of `folder`, `runs` times each, in turns.

    Returns how often each verdict was given, by the name of the file. Some of the workers will have rehearsed, others
    not, and mistakes are learned meanwhile: as it is for a learner.
    """
    exercise = f"{folder.folder.parent.name}/{folder.folder.name}"
    files = _files(folder)
    seen: dict[str, Counter[str]] = {file.name: Counter() for file in files}

    def grade(file: Path) -> tuple[Path, str]:
        return file, essence(grader.grade(Submission(exercise, file, folder.folder, device=device)))

    grader.prepare(folder.folder, device)
    with ThreadPoolExecutor(at_once) as pool:
        for file, verdict in pool.map(grade, files * runs):
            seen[file.name][verdict] += 1
    return seen


def essence(verdict: Verdict) -> str:
    """Return all of a verdict that a learner reads, without the time that it took, as JSON."""
    checks = [
        (check.name, str(check.status), check.mistake or "", say(check.message or {}, "en")) for check in verdict.checks
    ]
    read = (str(verdict.status), say(verdict.message or {}, "en"), verdict.mistake or "", checks)
    return json.dumps(read, ensure_ascii=False)


def main(arguments: Sequence[str] | None = None, write: Callable[[str], object] = print) -> int:
    """Grade the folders that are named again and again; return 0 when no verdict changed, else 1."""
    parser = argparse.ArgumentParser(prog="python -m grader.steady", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the counts in this file, and go on from them")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args(arguments)
    folders = [read_checks(checks.resolve()) for checks in given.folders]
    kept = _read(given.keep)
    counts = []
    for folder in folders:
        known = kept.get(str(folder.folder))
        now = f"{state(folder)} {_answers(folder)} {given.device}"
        counts.append(known if known is not None and known.of == now else Counts(now))
    with Grader() as grader:
        for runs in range(TURN, given.runs + TURN, TURN):
            for folder, count in zip(folders, counts, strict=True):
                left = min(runs, given.runs) - count.runs
                if left <= 0:
                    continue
                count.add(left, grade_again(grader, folder, left, given.device, given.at_once))
                kept[str(folder.folder)] = count
                _write(given.keep, kept)
                write(_line(folder, count))
    for folder, count in zip(folders, counts, strict=True):
        for file in count.changed:
            write(f"{_name(folder)}/{file}:")
            for verdict, times in count.verdicts[file].most_common():
                write(f"  {times} times {verdict}")
    return 1 if any(count.changed for count in counts) else 0


def _files(folder: CheckFolder) -> tuple[Path, ...]:
    return (folder.solution, *folder.accepted, *folder.mistakes)


def _answers(folder: CheckFolder) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in _files(folder))).hexdigest()[:32]


def _name(folder: CheckFolder) -> str:
    return f"{folder.folder.parent.name}/{folder.folder.name}"


def _line(folder: CheckFolder, count: Counts) -> str:
    return (
        f"{_name(folder)}: {len(count.verdicts)} files, runs of each: {count.runs}, {count.total} verdicts, "
        f"{len(count.changed)} changed"
    )


def _read(file: Path | None) -> dict[str, Counts]:
    if file is None or not file.exists():
        return {}
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return {
        folder: Counts(of["of"], of["runs"], {name: Counter(seen) for name, seen in of["verdicts"].items()})
        for folder, of in found.items()
    }


def _write(file: Path | None, kept: dict[str, Counts]) -> None:
    if file is None:
        return
    beside = file.with_name(f".{file.name}.tmp")
    found = {folder: {"of": of.of, "runs": of.runs, "verdicts": of.verdicts} for folder, of in kept.items()}
    beside.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    beside.replace(file)


if __name__ == "__main__":
    raise SystemExit(main())
