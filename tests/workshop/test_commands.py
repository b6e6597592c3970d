"""`new` and `check` as an author types them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.skeleton import begin_course, begin_lesson

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tutor(tmp_path):
    """Run the program on a course in this test's folder; return exit code, stdout and stderr."""
    course = tmp_path / "course"

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


def test_an_author_begins_a_course_a_lesson_and_an_exercise_and_checks_them(tutor, tmp_path):
    code, out, err = tutor("new", "course", str(tmp_path / "course"), "--title", "Algebra")
    assert (code, err) == (0, "")
    assert f"new lesson 01_NAME --course {tmp_path / 'course'}" in out
    assert 'en = "Algebra", ko = "작성할 내용"' in (tmp_path / "course" / "course.toml").read_text("utf-8")
    code, out, err = tutor("new", "lesson", "09_attention")
    assert (code, err) == (0, "")
    assert "lesson.toml" in out
    code, out, err = tutor("new", "exercise", "09_attention/weights")
    assert (code, err) == (0, "")
    assert "solution.py" in out
    report = tmp_path / "report.md"
    code, out, err = tutor("check", "--quick", "--report", str(report))
    assert code == 1
    assert "course.toml:2\n  This text is still to be written: write it." in out
    assert "exercises/09_attention/weights/en.md:1, 3, 12, 16, 20, 24\n  This text is still" in out
    assert re.search(r"09_attention\n  weights +✓", out)
    assert "grading mutants: 5" in err
    assert "Traceback" not in out + err
    written = report.read_text("utf-8")
    assert written.startswith("# Algebra, checked\n")
    assert "| 09_attention/weights | ✓ | ✓ 1/1 | ✓ 2/2 | ✓ 1/1 | 5/5 | 100.0 % | 0 |" in written
    assert "`python tutor.py check --course course --quick --report report.md`" in written
    assert "**This was a quick look: one seed, and a sample of the mutants.**" in written
    assert "](" not in written
    assert str(tmp_path) not in written
    code, out, _ = tutor("check", "--quick", "없는이름", language="ko")
    assert code == 2


def test_what_cannot_be_begun_is_said_in_a_sentence(tutor, tmp_path):
    code, _, err = tutor("new", "lesson", "09_attention")
    assert code == 2
    assert "begin it with `new course" in " ".join(err.split())
    root_of(tmp_path / "course")
    code, out, err = tutor("new", "lesson", "../somewhere")
    assert (code, out) == (2, "")
    assert "cannot be the name of a lesson" in " ".join(err.split())
    code, _, err = tutor("new", "chapter", "mine", language="ko")
    assert code == 2
    assert "시작할 수 없어요" in err
    code, _, err = tutor("new", "lesson", "09_attention", "--kind", "fix")
    assert code == 2
    assert "goes with `new exercise` only" in err
    code, _, err = tutor("new", "exercise", "softmax")
    assert code == 2
    assert "lacks its lesson" in err
    code, _, err = tutor("new", "lesson", "09_attention", "--course", str(tmp_path / "other"))
    assert code == 2
    assert "give --course once" in " ".join(err.split())
    assert not (tmp_path / "course" / "lessons" / "09_attention").exists()


def test_each_course_that_is_named_is_checked(tutor, tmp_path):
    for name in ("one", "two"):
        begin_course(tmp_path / name, [f"Course {name}"])
        begin_lesson(tmp_path / name, f"01_{name}")
    where = [word for name in ("one", "two") for word in ("--course", str(tmp_path / name))]
    (tmp_path / "course").mkdir()
    code, out, err = tutor(*where, "check", "--report", str(tmp_path / "report.md"))
    assert code == 3
    assert "there is no lesson here" in err  # the folder course, which is the last one here
    assert [out.index(f"Course {name} ({tmp_path / name})") for name in ("one", "two")] == sorted(
        out.index(f"Course {name} ({tmp_path / name})") for name in ("one", "two")
    )
    assert "lessons/01_one/en.md:1" in out
    assert "lessons/01_two/en.md:1" in out
    written = (tmp_path / "report.md").read_text("utf-8")
    assert "## Course one" in written
    assert "## Course two" in written
    code, out, _ = tutor(*where, "check", "01_two", "--json")
    assert [json.loads(line)["course"] for line in out.splitlines()] == ["two"]
    code, _, err = tutor(*where, "check", "01_three")
    assert code == 2


def test_a_course_that_does_not_open_says_what_is_wrong_in_its_texts_too(tutor, tmp_path):
    root = tmp_path / "course"
    begin_lesson(root_of(root), "01_first")
    text = (root / "lessons" / "01_first" / "en.md").read_text("utf-8")
    (root / "lessons" / "01_first" / "en.md").write_text(text.replace('kind = "number"', 'kind = "numbers"'), "utf-8")
    (root / "lessons" / "01_first" / "lesson.toml").write_text("", "utf-8")
    code, _, err = tutor("check")
    assert code == 3
    assert "lessons/01_first/lesson.toml: minutes" in err
    assert "lessons/01_first/en.md:22: kind" in err


def root_of(folder):
    begin_course(folder)
    return folder


def test_the_report_of_a_folder_that_is_not_there_is_refused_before_anything_is_run(tutor, tmp_path):
    begin_lesson(root_of(tmp_path / "course"), "01_first")
    code, out, err = tutor("check", "--report", str(tmp_path / "nowhere" / "report.md"))
    assert (code, out) == (2, "")
    assert "nowhere" in err
