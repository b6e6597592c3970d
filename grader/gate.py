"""The author's gate: every solution passes, no stub and no mistake does, and each mistake is named as itself.

``python -m grader.gate grader/hidden/02_autograd/grad_of ...`` prints a line for each file; it ends with 1 when one is
wrong.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.checks import CheckFolder, mistake_key, read_checks
from grader.client import Grader
from grader.submission import Submission
from grader.text import say
from grader.verdict import CheckStatus, Status, Verdict


@dataclass(frozen=True, slots=True)
class Tried:
    """One file of an exercise, run through the grader. `complaint` says what is wrong with it, if anything."""

    exercise: str
    file: Path
    verdict: Verdict
    complaint: str


def try_exercise(grader: Grader, checks: Path, stub: Path, device: str = "auto") -> Iterator[Tried]:
    """Run stub, solution, accepted answers and mistakes of the folder `checks`, one after the other."""
    folder = read_checks(checks)
    exercise = f"{checks.parent.name}/{checks.name}"

    def grade(file: Path, untouched: Path | None = None) -> Verdict:
        return grader.grade(Submission(exercise, file, checks, untouched, device))

    verdict = grade(stub)
    yield Tried(exercise, stub, verdict, _of_stub(verdict))
    untouched = grade(stub, stub)
    yield Tried(exercise, stub, untouched, "" if untouched.not_started else "untouched, it is not 'not started'")
    for file in (folder.solution, *folder.accepted):
        verdict = grade(file)
        yield Tried(exercise, file, verdict, "" if verdict.passed else f"does not pass: {tell(verdict)}")
    if not folder.accepted:
        yield Tried(exercise, folder.folder / "accepted", verdict, "there is no other right answer beside the solution")
    yield from _try_mistakes(grade, folder, exercise)


def _try_mistakes(grade: object, folder: CheckFolder, exercise: str) -> Iterator[Tried]:
    for file in folder.mistakes:
        verdict = grade(file)  # type: ignore[operator]
        key = mistake_key(file)
        complaint = ""
        if verdict.status is not Status.FAILED:
            complaint = f"is {verdict.status}, a mistake must fail a check: {tell(verdict)}"
        elif verdict.mistake != key:
            complaint = f"is taken for {verdict.mistake}: {tell(verdict)}"
        yield Tried(exercise, file, verdict, complaint)
    if len(folder.mistakes) < 2:
        yield Tried(exercise, folder.folder / "mistakes", verdict, "there are fewer than two known mistakes")


def _of_stub(verdict: Verdict) -> str:
    if verdict.status is Status.FAILED:
        return ""
    return f"the stub is {verdict.status}; it must import cleanly and fail: {tell(verdict)}"


def tell(verdict: Verdict) -> str:
    """Return on one line what went wrong."""
    first = verdict.first_failed
    if first is None or first.message is None:
        return f"{say(verdict.message or {}, 'en')} {verdict.error}".strip()
    return (
        f"{first.name}: {say(first.message, 'en')} {first.error} got {dict(first.actual)} want {dict(first.expected)}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the folders that are named; return 0 when all is as it should be, else 1."""
    parser = argparse.ArgumentParser(prog="python -m grader.gate", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--verbose", action="store_true", help="show what every mistake is told")
    given = parser.parse_args(arguments)
    complaints = 0
    with Grader() as grader:
        for checks in given.folders:
            stub = checks.parents[3] / "exercises" / checks.parent.name / checks.name / "stub.py"
            for tried in try_exercise(grader, checks.resolve(), stub.resolve(), given.device):
                complaints += bool(tried.complaint)
                mark = "WRONG" if tried.complaint else "ok"
                passed = sum(check.status is CheckStatus.PASSED for check in tried.verdict.checks)
                count = f"{passed}/{len(tried.verdict.checks)}"
                print(
                    f"{mark:5} {tried.exercise:36} {tried.file.name:34} {count:>6} {tried.verdict.seconds:6.2f} s",
                    flush=True,
                )
                if tried.complaint:
                    print(f"      {tried.complaint}")
                elif given.verbose and tried.verdict.first_failed:
                    print(f"      {tell(tried.verdict)}")
    print(f"{complaints} wrong")
    return 1 if complaints else 0


if __name__ == "__main__":
    raise SystemExit(main())
