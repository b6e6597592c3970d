"""Broken courses: whatever is in the files, all that is wrong is told at once, each with its file, line and field.

Each case is a file of broken/: what it changes in the course of broken/base.toml, and what is told about it.
"""

import os
import tomllib
from pathlib import Path

import pytest

from study.course import CourseError
from study.course_reader import course_problems, open_course
from tests.study.broken_course import BROKEN, lay_out

CASES = sorted(file.stem for file in BROKEN.glob("*.toml") if file.stem != "base")
OF_TEXTS = ("question_", "exercise_text_", "mark_")
"""What keeps nobody from opening the course: it is met when the text is opened, or leads nowhere."""


def read(case):
    return tomllib.loads((BROKEN / f"{case}.toml").read_text("utf-8"))


def spelt(problem, root):
    return {
        "file": problem.file.relative_to(root).as_posix(),
        "line": problem.line,
        "field": problem.field,
        "en": problem.sentence["en"],
    }


@pytest.fixture
def root(tmp_path):
    return tmp_path / "course"


def test_the_course_that_the_cases_begin_with_is_not_broken(root):
    lay_out(root, [])
    assert course_problems(root) == ()
    assert len(open_course(root).exercises) == 3


@pytest.mark.parametrize("case", CASES)
def test_everything_that_is_wrong_is_told(case, root):
    described = read(case)
    if os.name == "nt" and any(change.keys() & {"fifo", "link"} for change in described["change"]):
        pytest.skip("Windows has no named pipes, and links only for some people")
    lay_out(root, described["change"])
    found = course_problems(root)
    assert [spelt(problem, root) for problem in found] == described["problem"]
    for problem in found:
        assert any("가" <= letter <= "힣" for letter in problem.sentence["ko"])
        assert "\n" not in problem.told("ko", root)
        assert problem.told("en", root).isprintable()


@pytest.mark.parametrize("case", CASES)
def test_opening_tells_what_keeps_the_course_from_being_listed_and_nothing_else_happens(case, root):
    described = read(case)
    if os.name == "nt" and any(change.keys() & {"fifo", "link"} for change in described["change"]):
        pytest.skip("Windows has no named pipes, and links only for some people")
    lay_out(root, described["change"])
    if case.startswith(OF_TEXTS):
        open_course(root)
        return
    with pytest.raises(CourseError) as caught:
        open_course(root)
    told = [spelt(problem, root) for problem in caught.value.problems]
    assert told
    assert all(problem in described["problem"] for problem in told)
    assert str(caught.value).count("\n") == len(told) - 1
    assert str(root) not in str(caught.value)


def test_a_list_of_very_many_problems_is_cut_short_and_says_so(root):
    marks = "".join(f"<!-- explains: no.such{number} -->\n" for number in range(500))
    lay_out(root, [{"file": "lessons/03_third/en.md", "write": f"# T\n\n## P\n{marks}"}])
    problems = course_problems(root)
    assert len(problems) == 501
    error = CourseError(problems, root)
    assert str(error).endswith("... and 301 more.")
    assert error.sentence["ko"].endswith("... 외 301개.")


def test_a_text_of_nothing_but_headings_is_read(root):
    Path(root).mkdir()
    lay_out(root, [{"file": "lessons/03_third/en.md", "write": "# T\n", "each": "## a\n```\n```\n", "times": 100_000}])
    assert len(open_course(root).lesson("03_third").pages) == 100_000
