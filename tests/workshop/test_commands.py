"""`new` and `check` as an author types them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tutor(tmp_path):
    """Run the program on a course in this test's folder; return exit code, stdout and stderr."""
    course = tmp_path / "course"
    course.mkdir()

    def run(*words, language="en"):
        done = subprocess.run(
            [
                *(sys.executable, str(ROOT / "tutor.py"), *words, "--course", str(course), "--lang", language),
                *("--workspace", str(tmp_path / "workspace"), "--device", "cpu"),
            ],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return run


def test_an_author_begins_a_lesson_and_an_exercise_and_checks_them(tutor, tmp_path):
    code, out, err = tutor("new", "lesson", "09_attention")
    assert (code, err) == (0, "")
    assert "lesson.toml" in out
    code, out, err = tutor("new", "exercise", "09_attention/weights")
    assert (code, err) == (0, "")
    assert "solution.py" in out
    report = tmp_path / "report.md"
    code, out, err = tutor("check", "--quick", "--report", str(report))
    assert code == 1
    assert "exercises/09_attention/weights/en.md:1\n  This text is still to be written: write it." in out
    assert re.search(r"09_attention/weights +✓", out)
    assert "grading mutants: 5" in err
    assert "Traceback" not in out + err
    assert "| 09_attention/weights | ✓ | ✓ 1/1 | ✓ 2/2 | ✓ 1/1 | 5/5 | 100.0 % | 0 |" in report.read_text("utf-8")
    code, out, _ = tutor("check", "--quick", "없는이름", language="ko")
    assert code == 2


def test_what_cannot_be_begun_is_said_in_a_sentence(tutor):
    code, out, err = tutor("new", "lesson", "../somewhere")
    assert (code, out) == (2, "")
    assert "cannot be the name of a lesson" in " ".join(err.split())
    code, _, err = tutor("new", "course", "mine", language="ko")
    assert code == 2
    assert "시작할 수 없어요" in err
    code, _, err = tutor("new", "exercise", "softmax")
    assert code == 2
    assert "lacks its lesson" in err
