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
    assert list(found) == ["solution.py", "times.py", "double.same.py", "double.squared.py"]
    assert [list(seen.values()) for seen in found.values()] == [[15]] * 4, found


def test_a_verdict_that_depends_on_chance_is_told(tmp_path):
    said: list[str] = []
    folder = write_checks(tmp_path / "double", BY_CHANCE)
    assert main(["--runs", "8", "--device", "cpu", str(folder)], said.append) == 1
    assert "4 files, runs of each: 8, 32 verdicts" in said[0]
    assert any("times" in line for line in said[1:])


def test_what_was_counted_is_kept_for_as_long_as_it_is_about_the_same_files(tmp_path, double):
    kept = tmp_path / "counts.json"

    def runs(number: int) -> list[str]:
        said: list[str] = []
        assert main(["--runs", str(number), "--keep", str(kept), "--device", "cpu", str(double)], said.append) == 0
        return [line.split(", ")[1] for line in said]

    assert runs(1) == ["runs of each: 1"]
    assert runs(12) == ["runs of each: 10", "runs of each: 12"]
    assert runs(12) == []
    (double / "accepted" / "times.py").write_text("def double(x):\n    return x + x\n", encoding="utf-8")
    assert runs(1) == ["runs of each: 1"]
