"""Where a fork is not safe, a worker is a process that imported ahead of time. The verdicts are the same."""

import sys

import pytest

from grader import CheckFinished, Grader, OutputPrinted, Started, Status
from tests.grader.conftest import RIGHT, Bench, told, write_checks

LOOKS = "import builtins\nassert not hasattr(builtins, 'mark')\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there, every worker is spawned anyway")


@pytest.fixture(scope="module")
def spawning(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TUTOR_WORKERS", "spawn")
        folder = write_checks(tmp_path_factory.mktemp("spawn") / "double")
        (folder / "mistakes" / "double.same.py").unlink()
        with Grader() as grader:
            yield Bench(folder, grader)


@pytest.mark.parametrize(
    ("text", "status", "sentence"),
    [
        ("import builtins\nbuiltins.mark = 1\nprint('안녕')\n" + RIGHT, Status.PASSED, ""),
        (LOOKS + "def double(x):\n    return x * x\n", Status.FAILED, "expected 2"),
        ("import os\nos._exit(3)\n", Status.CRASHED, "exit code 3"),
        ("def double(x):\n    while True:\n        pass\n", Status.TIMEOUT, "Stopped after"),
    ],
    ids=["passed", "failed", "crashed", "timeout"],
)
def test_a_spawned_worker_says_what_a_forked_one_says(spawning, bench, text, status, sentence):
    heard = []
    spawned, forked = spawning.grade(text, listen=heard.append), bench.grade(text)
    assert spawned.status is forked.status is status
    assert sentence in told(spawned)
    assert told(spawned) == told(forked)
    assert spawned.checks == forked.checks
    assert spawned.output == forked.output
    told_of = [event for event in heard if isinstance(event, Started | CheckFinished | OutputPrinted)]
    assert isinstance(told_of[0], Started)
