"""The same submission gets the same verdict."""

from grader.checks import read_checks
from grader.steady import grade_again, main
from tests.grader.conftest import write_checks

BY_CHANCE = """
import os

from grader.vocabulary import check


@check(en="a", ko="가")
def test_a(learner):
    assert os.urandom(1)[0] % 2
"""


def test_alternating_under_load_every_file_keeps_its_verdict(grader, double):
    found = grade_again(grader, read_checks(double), 15, "cpu", at_once=4)
    assert [one.file.name for one in found] == ["solution.py", "times.py", "double.same.py", "double.squared.py"]
    assert [sum(one.verdicts.values()) for one in found] == [15] * 4
    assert not any(one.changed for one in found), found


def test_a_verdict_that_depends_on_chance_is_told(tmp_path):
    said: list[str] = []
    folder = write_checks(tmp_path / "double", BY_CHANCE)
    assert main(["--runs", "8", "--device", "cpu", str(folder)], said.append) == 1
    assert "4 files, 32 verdicts" in said[0]
    assert any("times" in line for line in said[1:])
