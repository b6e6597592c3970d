"""The answer of a `predict` question is computed by running its snippet, and nobody types it."""

import subprocess
import sys
from pathlib import Path

import pytest

from study.course import CourseError
from study.course_reader import open_course
from study.lesson_text import read_lesson
from study.question import mark

ROOT = Path(__file__).parents[2]
TEXT = '''# {title}

## Page

```question
id = "Q1"
kind = "predict"
ask = "What does the last line print?"
code = """
x = [1.0, {last}]
print("not this")
print(x)
"""
why = "It is a list."
wrong = [{{ answer = "[1, 2]", why = "With points." }}]
otherwise = "Look at the first line."
```
'''


@pytest.fixture
def asking(workshop):
    """A course whose lesson asks for what a snippet prints."""

    def ask(last="2.0"):
        workshop.write(workshop.lesson / "en.md", TEXT.format(title="Lesson", last=last))
        workshop.write(workshop.lesson / "ko.md", TEXT.format(title="레슨", last=last))
        return workshop

    return ask


def compute(course, language="en"):
    done = subprocess.run(
        [
            *(sys.executable, str(ROOT / "tutor.py"), "check", "--answers", "--course", str(course.root)),
            *("--workspace", str(course.root / "workspace"), "--lang", language),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, " ".join(done.stdout.split()), done.stderr


def read(course, language="en"):
    return read_lesson(open_course(course.root).lessons[0], language)


def test_the_last_printed_line_becomes_the_answer_in_both_languages(asking):
    course = asking()
    code, said, _ = compute(course)
    assert (code, "answers computed: 1" in said) == (0, True)
    for language in ("en", "ko"):
        (question,) = read(course, language).questions
        assert mark(question, "[1.0, 2.0]").right
        assert mark(question, "[1, 2]").why == "With points."
    assert compute(course, "ko") == (0, "01_first: 계산할 답이 없어요.", "")


def test_without_its_answer_a_question_says_which_command_computes_it(asking):
    with pytest.raises(CourseError) as caught:
        read(asking())
    (problem,) = caught.value.problems
    assert (problem.field, problem.line) == ("code", 9)
    assert "python tutor.py check 01_first --answers" in problem.sentence["en"]
    assert problem.sentence["ko"].startswith("이 코드의 답을 아직 몰라요")


def test_an_answer_to_other_code_is_none(asking):
    compute(asking())
    course = asking(last="3.0")
    with pytest.raises(CourseError):
        read(course)
    compute(course)
    assert mark(read(course).questions[0], "[1.0, 3.0]").right


def test_a_snippet_that_fails_is_told_and_what_was_known_stays(asking):
    course = asking()
    compute(course)
    before = (course.lesson / "answers.json").read_bytes()
    code, said, _ = compute(asking(last="nobody"))
    assert (code, "Q1: NameError" in said) == (1, True)
    assert (course.lesson / "answers.json").read_bytes() == before


def test_what_an_error_is_called_may_be_printed(asking):
    course = asking(last="'ValueError'")
    assert compute(course)[0] == 0
    assert read(course).questions[0].answer == "[1.0, 'ValueError']"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"Q1": 3}', b"\xff", b'{"Q1": {"code": 1}}'])
def test_a_broken_file_of_answers_is_as_good_as_none(asking, content):
    course = asking()
    (course.lesson / "answers.json").write_bytes(content)
    with pytest.raises(CourseError):
        read(course)
    assert compute(course)[0] == 0
    assert read(course).questions[0].answer == "[1.0, 2.0]"
