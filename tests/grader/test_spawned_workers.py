"""Where a fork is not safe, a worker is a process that imported ahead of time. The verdicts are the same."""

import re
import sys

import pytest

from grader import CheckFinished, Grader, OutputPrinted, Started, Status
from tests.grader.conftest import CHECKS, RIGHT, Bench, told, write_checks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there, every worker is spawned anyway")


@pytest.fixture(scope="module")
def spawning(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TUTOR_WORKERS", "spawn")
        folder = write_checks(
            tmp_path_factory.mktemp("spawn") / "double", CHECKS.replace("SECONDS = 1\n", "SECONDS = 3\n")
        )
        with Grader() as grader:
            yield Bench(folder, grader)


@pytest.mark.parametrize(
    ("text", "status", "sentence"),
    [
        ("print('안녕')\n" + RIGHT, Status.PASSED, ""),
        ("def double(x):\n    return x + 1.5\n", Status.FAILED, "expected 2"),
        ("def double(x:\n", Status.INVALID, "cannot be read"),
        ("import os\nos._exit(3)\n", Status.CRASHED, "exit code 3"),
        ("def double(x):\n    while True:\n        pass\n", Status.TIMEOUT, "Stopped after"),
    ],
    ids=lambda value: str(value)[:8],
)
def test_a_spawned_worker_says_what_a_forked_one_says(spawning, bench, text, status, sentence):
    (spawning.folder / "mistakes" / "double.same.py").unlink(missing_ok=True)
    heard = []
    spawned, forked = spawning.grade(text, listen=heard.append), bench.grade(text)
    assert spawned.status is forked.status is status
    assert sentence in told(spawned)
    assert re.sub(r"\d+ s", "", told(spawned)) == re.sub(r"\d+ s", "", told(forked))
    assert spawned.checks == forked.checks
    assert spawned.output == forked.output
    told_of = [event for event in heard if isinstance(event, Started | CheckFinished | OutputPrinted)]
    assert isinstance(told_of[0], Started)


def test_a_spawned_worker_serves_one_submission(spawning):
    assert spawning.grade("import builtins\nbuiltins.mark = 1\n" + RIGHT).passed
    assert spawning.grade("import builtins\nassert not hasattr(builtins, 'mark')\n" + RIGHT).passed
