"""Marks in a lesson's text: which messages a page explains."""

import pytest

from study.course import CourseError
from study.course_reader import course_problems
from study.explaining import page_that_explains
from study.lesson_text import read_lesson

TEXT = """# Title

Intro.

## {first}
<!-- explains: alpha.doubled -->

One.

## {second}
<!-- explains: grad.accumulates, beta -->
<!-- explains: alpha.squared -->

Two.
"""
ENGLISH = TEXT.format(first="First", second="Second")
KOREAN = TEXT.format(first="첫 쪽", second="둘째 쪽")
MESSAGES = '["alpha.squared"]\nen = "Squared."\nko = "제곱."\n'


@pytest.fixture
def marked(folder):
    """A lesson of two pages and a lesson after it; messages of all three kinds are explained."""
    folder.lesson("01_first", "alpha", "beta")
    folder.lesson("02_second", "gamma")
    folder.write("grader/hidden/01_first/alpha/mistakes/alpha.doubled~2.py", "")
    folder.write("grader/hidden/01_first/alpha/messages.toml", MESSAGES)
    folder.write("lessons/01_first/en.md", ENGLISH)
    folder.write("lessons/01_first/ko.md", KOREAN)
    return folder


def problems_of(folder):
    return [(problem.file.name, problem.line, problem.sentence) for problem in course_problems(folder.root)]


def page_for(course, exercise, mistake=None):
    found = page_that_explains(course, course.exercise(exercise), mistake)
    return (found.lesson.id, found.page, found.title["en"], found.title["ko"])


@pytest.mark.parametrize(
    ("mistake", "page"),
    [
        ("alpha.doubled", (0, "First", "첫 쪽")),
        ("grad.accumulates", (1, "Second", "둘째 쪽")),
        ("alpha.squared", (1, "Second", "둘째 쪽")),
    ],
)
def test_a_mistake_leads_to_the_page_that_is_marked_with_it(marked, mistake, page):
    assert page_for(marked.open(), "01_first/alpha", mistake) == ("01_first", *page)


def test_a_mistake_that_no_page_explains_leads_to_the_page_of_the_exercise(marked):
    course = marked.open()
    assert page_for(course, "01_first/beta", "unknown.key") == ("01_first", 1, "Second", "둘째 쪽")
    assert page_for(course, "01_first/beta") == ("01_first", 1, "Second", "둘째 쪽")


def test_an_exercise_that_no_page_names_leads_to_the_first_page_of_its_lesson(marked):
    assert page_for(marked.open(), "01_first/alpha") == ("01_first", 0, "First", "첫 쪽")


def test_an_earlier_lesson_may_explain_a_mistake_and_a_later_one_may_not(marked):
    marked.write("lessons/02_second/en.md", "# T\n\n## P\n<!-- explains: learner.missing -->\n")
    marked.write("lessons/02_second/ko.md", "# 제\n\n## 쪽\n<!-- explains: learner.missing -->\n")
    course = marked.open()
    assert page_for(course, "02_second/gamma", "grad.accumulates")[:2] == ("01_first", 1)
    assert page_for(course, "01_first/alpha", "learner.missing")[:2] == ("01_first", 0)


def test_the_exercises_own_lesson_is_asked_first(marked):
    for language in ("en", "ko"):
        marked.write(f"lessons/02_second/{language}.md", "# T\n\n## P\n<!-- explains: grad.accumulates -->\n")
    assert page_for(marked.open(), "02_second/gamma", "grad.accumulates")[:2] == ("02_second", 0)


def test_a_lesson_without_headings_is_one_page(marked):
    for language in ("en", "ko"):
        marked.write(f"lessons/02_second/{language}.md", "# Only\n\n<!-- explains: gamma -->\n\nText.\n")
    assert page_for(marked.open(), "02_second/gamma") == ("02_second", 0, "Only", "Only")


def test_a_mark_is_not_shown_and_moves_no_line(marked):
    question = '```question\nid = "Q"\n```\n'
    marked.write("lessons/01_first/en.md", ENGLISH + question)
    lesson = marked.open().lesson("01_first")
    with pytest.raises(CourseError) as caught:
        read_lesson(lesson, "en")
    assert {problem.line for problem in caught.value.problems} == {ENGLISH.count("\n") + 1}
    text = read_lesson(lesson, "ko")
    assert [page.parts for page in text.pages] == [("Intro.", "One."), ("Two.",)]


def test_a_mark_inside_of_a_block_of_code_is_code(marked):
    shown = "```text\n<!-- explains: nothing.at_all -->\n```\n"
    for language, text in (("en", ENGLISH), ("ko", KOREAN)):
        marked.write(f"lessons/01_first/{language}.md", text + shown)
    lesson = marked.open().lesson("01_first")
    assert "nothing.at_all" in read_lesson(lesson, "en").pages[1].parts[0]


def test_a_key_that_no_message_has_is_told_with_file_and_line(marked):
    for language, text in (("en", ENGLISH), ("ko", KOREAN)):
        marked.write(f"lessons/01_first/{language}.md", text.replace("grad.accumulates", "grad.acumulates"))
    (first, second) = problems_of(marked)
    assert (first[:2], second[:2]) == (("en.md", 11), ("ko.md", 11))
    assert "`grad.acumulates` is neither the key of a message nor an exercise" in first[2]["en"]
    assert "`grad.acumulates`" in first[2]["ko"]


def test_a_mark_that_leads_nowhere_keeps_no_learner_from_the_course(marked):
    for language, text in (("en", ENGLISH), ("ko", KOREAN)):
        marked.write(f"lessons/01_first/{language}.md", text.replace("grad.accumulates", "page.not_written_yet"))
    course = marked.open()
    assert page_for(course, "01_first/alpha", "alpha.squared") == ("01_first", 1, "Second", "둘째 쪽")
    assert read_lesson(course.lesson("01_first"), "en").pages[1].parts == ("Two.",)


def test_an_exercise_of_another_lesson_is_no_key(marked):
    for language in ("en", "ko"):
        marked.write(f"lessons/02_second/{language}.md", "# T\n\n## P\n<!-- explains: beta -->\n")
    assert [place[:2] for place in problems_of(marked)] == [("en.md", 4), ("ko.md", 4)]


def test_a_key_that_one_language_lacks_is_told_at_the_heading_of_its_page(marked):
    marked.write("lessons/01_first/ko.md", KOREAN.replace("<!-- explains: alpha.squared -->\n", ""))
    [(file, line, sentence)] = problems_of(marked)
    assert (file, line) == ("ko.md", 10)
    assert "page 2 explains `alpha.squared` in en.md (line 12) and not here" in sentence["en"]
    assert "2쪽: en.md(12번째 줄)에 있는 `alpha.squared`" in sentence["ko"]


def test_a_page_that_one_language_lacks_is_told(marked):
    marked.write("lessons/01_first/en.md", ENGLISH.partition("## Second")[0])
    [(file, line, sentence)] = problems_of(marked)
    assert (file, line) == ("en.md", 5)
    assert "page 2 explains `grad.accumulates`, `beta`, `alpha.squared` in ko.md" in sentence["en"]


def test_a_key_on_two_pages_of_a_lesson_is_told(marked):
    for language, text in (("en", ENGLISH), ("ko", KOREAN)):
        marked.write(f"lessons/01_first/{language}.md", text.replace("alpha.squared", "alpha.doubled"))
    assert [place[:2] for place in problems_of(marked)] == [("en.md", 12), ("ko.md", 12)]


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- explains: -->",
        "<!-- explains: alpha, -->",
        "<!-- explains alpha -->",
        "<!-- explains: alpha",
        "<!-- explains: alpha beta -->",
        "<!-- explains: alpha --> and more",
    ],
)
def test_a_mark_that_cannot_be_read_is_told(marked, mark):
    for language in ("en", "ko"):
        marked.write(f"lessons/02_second/{language}.md", f"# T\n\n## P\n{mark}\n")
    found = problems_of(marked)
    assert ("en.md", 4) in [place[:2] for place in found]
    assert "explains: grad.accumulates, grad_of" in found[0][2]["ko"] or "neither the key" in found[0][2]["en"]


def test_a_lesson_whose_exercises_cannot_be_read_is_told_once(marked):
    marked.write("lessons/01_first/lesson.toml", "title = \n")
    assert [place[0] for place in problems_of(marked)] == ["lesson.toml"]
