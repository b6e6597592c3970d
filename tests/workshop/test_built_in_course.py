"""The course in this repository is as it should be: `check --quick` has nothing to say about it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXERCISES = sorted(f"{file.parts[-3]}/{file.parts[-2]}" for file in (ROOT / "exercises").glob("*/*/stub.py"))


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """What the command prints, once for all tests."""
    workspace = tmp_path_factory.mktemp("workspace")
    done = subprocess.run(
        [
            *(sys.executable, str(ROOT / "tutor.py"), "check", "--quick", "--json", "--device", "cpu"),
            *("--workspace", str(workspace), "--course", str(ROOT), "--lang", "en"),
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout, done.stderr
    return {**json.loads(done.stdout), "code": done.returncode}


def test_there_is_nothing_to_mend(report):
    told = [f"{one['file']}:{one['line']}: {one['sentence']['en']}\n{one['diff']}" for one in report["complaints"]]
    assert told == []
    assert report["unavailable"] == []
    assert (report["good"], report["code"]) == (True, 0)


def test_every_exercise_was_looked_at(report):
    assert sorted(row["exercise"] for row in report["exercises"]) == EXERCISES
    assert len(EXERCISES) >= 12
    for row in report["exercises"]:
        assert row["mistakes"][1] >= 2, row["exercise"]
        assert row["accepted"][1] >= 1, row["exercise"]
        assert row["mutants"]["counted"] == 5, row["exercise"]
