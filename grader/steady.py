"""Is a verdict always the same? Grade each solution and each known mistake again and again, alternating, on all cores.

``python -m grader.steady --runs 200 grader/hidden/02_autograd/grad_of ...`` prints a line for each folder; it ends with
1 when a verdict was not always the same.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from grader.checks import CheckFolder, read_checks
from grader.client import Grader
from grader.submission import Submission
from grader.text import say
from grader.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How often each verdict was given to one file; more than one means that it changed."""

    file: Path
    verdicts: Counter[Hashable]

    @property
    def changed(self) -> bool:
        """Whether the same file got different verdicts."""
        return len(self.verdicts) > 1


def grade_again(grader: Grader, folder: CheckFolder, runs: int, device: str, at_once: int) -> list[Steadiness]:
    """Grade the solution, the accepted answers and the mistakes of `folder`, `runs` times each, in turns.

    Some of the workers will have rehearsed, others not, and mistakes are learned meanwhile: as it is for a learner.
    """
    files = (folder.solution, *folder.accepted, *folder.mistakes)
    exercise = f"{folder.folder.parent.name}/{folder.folder.name}"
    seen: dict[Path, Counter[Hashable]] = {file: Counter() for file in files}

    def grade(file: Path) -> tuple[Path, Hashable]:
        return file, essence(grader.grade(Submission(exercise, file, folder.folder, device=device)))

    grader.prepare(folder.folder, device)
    with ThreadPoolExecutor(at_once) as pool:
        for file, verdict in pool.map(grade, files * runs):
            seen[file][verdict] += 1
    return [Steadiness(file, verdicts) for file, verdicts in seen.items()]


def essence(verdict: Verdict) -> Hashable:
    """Return all of a verdict that a learner reads, without the time that it took."""
    checks = tuple(
        (check.name, str(check.status), check.mistake or "", say(check.message or {}, "en")) for check in verdict.checks
    )
    return (str(verdict.status), say(verdict.message or {}, "en"), verdict.mistake or "", checks)


def main(arguments: Sequence[str] | None = None, write: Callable[[str], object] = print) -> int:
    """Grade the folders that are named again and again; return 0 when no verdict changed, else 1."""
    parser = argparse.ArgumentParser(prog="python -m grader.steady", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--device", default="auto")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args(arguments)
    changed = 0
    with Grader() as grader:
        for checks in given.folders:
            folder = read_checks(checks.resolve())
            found = grade_again(grader, folder, given.runs, given.device, given.at_once)
            total = sum(sum(one.verdicts.values()) for one in found)
            write(f"{checks}: {len(found)} files, {total} verdicts, {sum(one.changed for one in found)} changed")
            for one in found:
                if one.changed:
                    changed += 1
                    for verdict, times in one.verdicts.most_common():
                        write(f"  {one.file.name}: {times} times {verdict}")
    return 1 if changed else 0


if __name__ == "__main__":
    raise SystemExit(main())
