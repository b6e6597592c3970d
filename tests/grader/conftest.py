"""A bench to grade on: a folder of checks made on the spot, a grader with real processes, eyes on /proc."""

import os
import select
import sys
import tempfile
import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader import Grader, Submission, Verdict, say

CHECKS = '''
"""Checks for double."""

import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 1


@check(en="twice one is two", ko="1의 두 배는 2예요")
def test_one(learner, expect):
    expect(learner.double(torch.tensor(1.0))).close_to(torch.tensor(2.0))


@check(en="every number is doubled", ko="모든 수가 두 배가 돼요")
def test_many(learner, rng, expect):
    x = rng.normal(4)
    expect(learner.double(x)).close_to(2 * x)
'''
STUB = """
def double(x):
    # TODO: return twice x
    raise NotImplementedError("return twice x")
"""
RIGHT = "def double(x):\n    return x + x\n"
WRONG = "def double(x):\n    return x + 1.5\n"
SQUARED = "def double(x):\n    return x * x\n"
MESSAGES = """
["double.squared"]
en = "You multiplied x by itself."
ko = "x에 x를 곱했어요."
["double.same"]
en = "You returned x as it was."
ko = "x를 그대로 돌려줬어요."
"""


@dataclass(frozen=True)
class Bench:
    """A folder of checks, and a grader to try texts on it."""

    folder: Path
    grader: Grader

    def submission(self, text: str, name: str = "double", **options: object) -> Submission:
        file = self.folder.parent / "work" / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return Submission("made/double", file, self.folder, **{"device": "cpu", **options})

    def grade(self, text: str, name: str = "double", listen: object = None, **options: object) -> Verdict:
        return self.grader.grade(self.submission(text, name, **options), listen)


def write_checks(folder: Path, source: str = CHECKS) -> Path:
    """Make a whole folder of checks in `folder`."""
    files = {
        f"test_{folder.name}.py": source,
        "solution.py": RIGHT,
        "accepted/times.py": "def double(x):\n    return 2 * x\n",
        "mistakes/double.squared.py": SQUARED,
        "mistakes/double.same.py": "def double(x):\n    return x.clone()\n",
        "messages.toml": MESSAGES,
        "stub.py": STUB,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.lstrip("\n"), encoding="utf-8")
    return folder


def told(verdict: Verdict, language: str = "en") -> str:
    """The first sentence that a learner reads about this verdict."""
    first = verdict.first_failed
    return say(verdict.message or (first.message if first else None) or {}, language)


@pytest.fixture(scope="session")
def grader():
    """One grader for the whole room: its hosts import their frameworks once."""
    with Grader() as grader:
        yield grader


@pytest.fixture
def double(tmp_path) -> Path:
    return write_checks(tmp_path / "double")


@pytest.fixture
def bench(double, grader) -> Bench:
    return Bench(double, grader)


@pytest.fixture
def make_bench(tmp_path, grader):
    """Make a bench whose checks have this source, below the usual first lines."""

    def make(source: str, seconds: float = 1.0, family: str = "torch") -> Bench:
        head = f"from grader.vocabulary import check\nFAMILY = {family!r}\nSECONDS = {seconds}\n"
        return Bench(write_checks(tmp_path / "double", head + textwrap.dedent(source)), grader)

    return make


@pytest.fixture
def own_temporary_folder(tmp_path, monkeypatch) -> Path:
    """Where everything temporary goes during one test, so that leftovers are seen."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    tempfile.tempdir = None


def parents() -> dict[int, int]:
    """The parent of every process."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(stat.parent.name)] = int(stat.read_text(errors="replace").rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
    return found


def descendants(pid: int) -> set[int]:
    """All processes below `pid`."""
    table = parents()
    found: set[int] = set()
    fresh = {pid}
    while fresh := {child for child, parent in table.items() if parent in fresh} - found:
        found |= fresh
    return found


def hosts_of(pid: int) -> list[int]:
    """The hosts that the process `pid` started."""
    return [
        child
        for child, parent in parents().items()
        if parent == pid and b"grader.worker.host" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def ends(pid: int, seconds: float = 10.0) -> bool:
    """Wait until the process has ended; False when it still runs after `seconds`."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
