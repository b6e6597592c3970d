"""Every exercise of the course in this repository: answers pass, stubs and mistakes do not, mistakes are named."""

from pathlib import Path

import pytest

from grader.gate import try_exercise

ROOT = Path(__file__).parents[2]
EXERCISES = sorted(file.parent for file in (ROOT / "grader" / "hidden").glob("*/*/test_*.py"))


@pytest.mark.parametrize("checks", EXERCISES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_answers_pass_and_each_mistake_is_named_as_itself(grader, checks):
    stub = ROOT / "exercises" / checks.parent.name / checks.name / "stub.py"
    tried = list(try_exercise(grader, checks, stub, "cpu"))
    assert [f"{one.file.name}: {one.complaint}" for one in tried if one.complaint] == []
    assert sum(one.verdict.passed for one in tried) >= 2


def test_there_is_a_course_at_all():
    assert len(EXERCISES) >= 12
