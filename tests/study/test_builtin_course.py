"""The course in this repository: it opens, and both of its languages say the same."""

import unicodedata
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from study import markdown
from study.course_file import read_text
from study.course_reader import open_course
from study.exercise_text import read_exercise
from study.lesson_text import read_lesson
from study.question import Question
from study.workspace import Workspace

ROOT = Path(__file__).parents[2]
LESSONS = sorted(file.parent.name for file in (ROOT / "lessons").glob("*/lesson.toml"))
EXERCISES = sorted(f"{file.parts[-3]}/{file.parts[-2]}" for file in (ROOT / "exercises").glob("*/*/stub.py"))
WIDEST = 70
LARGEST_PAGE = 150


@pytest.fixture(scope="module")
def course():
    return open_course(ROOT)


@pytest.fixture(params=LESSONS)
def lesson(request, course):
    return course.lesson(request.param)


@pytest.fixture(params=EXERCISES)
def exercise(request, course):
    return course.exercise(request.param)


def code_of(page):
    """The blocks of a page that are the same in every language: python, and the output that follows it."""
    blocks = []
    for part in page.parts:
        if isinstance(part, Question):
            continue
        fences = list(markdown.fences(part))
        for before, fence in zip([None, *fences], fences, strict=False):
            follows = before is not None and before.info == "python" and not part[before.end : fence.start].strip()
            if fence.info == "python" or (fence.info == "text" and follows):
                blocks.append((fence.info, fence.body))
    return blocks


def fences_of(page):
    return [[f.info for f in markdown.fences(part)] for part in page.parts if isinstance(part, str)]


def cells(line):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def unclosed(text):
    """Return the pieces of Markdown that show a literal asterisk, as emphasis does that ends between ) and a letter."""
    inline = [token for token in MarkdownIt().enable("table").parse(text) if token.type == "inline"]
    return [part.content for token in inline for part in token.children if part.type == "text" and "*" in part.content]


def said_by(question):
    options = [text for option in question.options for text in (option.text, option.why)]
    return [question.ask, question.why, question.otherwise, *options, *(wrong.why for wrong in question.wrong)]


def same_everywhere(question):
    right = [option.right for option in question.options]
    wrong = [known.answer for known in question.wrong]
    return (question.id, question.kind, question.code, question.answer, question.tolerance, right, wrong)


def test_the_course_has_its_lessons_and_every_exercise_on_the_disk_is_in_one(course):
    assert LESSONS
    assert [lesson.id for lesson in course.lessons] == LESSONS
    assert sorted(exercise.id for exercise in course.exercises) == EXERCISES
    assert course.version


def test_both_languages_of_a_lesson_have_the_same_pages_code_and_questions(lesson):
    english, korean = read_lesson(lesson, "en"), read_lesson(lesson, "ko")
    assert english.title != korean.title
    assert len(english.pages) == len(korean.pages)
    for one, other in zip(english.pages, korean.pages, strict=True):
        assert code_of(one) == code_of(other), one.title
        assert fences_of(one) == fences_of(other), one.title
        assert [same_everywhere(q) for q in one.questions] == [same_everywhere(q) for q in other.questions]
    assert tuple(question.id for question in english.questions) == lesson.questions


def test_every_question_of_the_course_has_an_id_of_its_own(course):
    ids = [question for lesson in course.lessons for question in lesson.questions]
    assert len(set(ids)) == len(ids)


def test_every_exercise_is_named_on_the_page_that_prepares_for_it(course, exercise):
    assert any(exercise.name in page.explains for page in course.lesson(exercise.lesson).pages)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_code_fits_on_the_screen(lesson, language):
    text = read_text(lesson.folder / f"{language}.md", [])
    blocks = [fence.body for fence in markdown.fences(text) if fence.info != "question"]
    blocks += [question.code for question in read_lesson(lesson, language).questions]
    assert [line for block in blocks for line in block.splitlines() if cells(line) > WIDEST] == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_all_emphasis_of_a_lesson_is_closed(lesson, language):
    for page in read_lesson(lesson, language).pages:
        for part in page.parts:
            for text in said_by(part) if isinstance(part, Question) else [part]:
                assert unclosed(text) == [], page.title


@pytest.mark.parametrize("language", ["en", "ko"])
def test_all_emphasis_of_an_exercise_is_closed(exercise, language):
    text = read_exercise(exercise, language)
    assert [unclosed(part) for part in (text.task, *text.hints, text.afterwards)] == [[]] * 5


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_page_is_short_enough_to_be_drawn_at_once(lesson, language):
    for page in read_lesson(lesson, language).pages:
        lines = [line for part in page.parts if isinstance(part, str) for line in part.splitlines() if line.strip()]
        assert len(lines) <= LARGEST_PAGE, page.title


def test_an_exercise_has_its_whole_text_in_both_languages(exercise):
    english, korean = read_exercise(exercise, "en"), read_exercise(exercise, "ko")
    assert exercise.titles == {"en": english.title, "ko": korean.title}
    for one, other in zip(
        (english.task, *english.hints, english.afterwards), (korean.task, *korean.hints, korean.afterwards), strict=True
    ):
        assert [f.info for f in markdown.fences(one)] == [f.info for f in markdown.fences(other)]
        assert any("가" <= letter <= "힣" for letter in other)
        assert not any("가" <= letter <= "힣" for letter in one)


def test_a_stub_is_copied_into_the_workspace_as_it_is(exercise, tmp_path):
    workspace = Workspace(tmp_path)
    assert workspace.open(exercise).read_bytes() == exercise.stub.read_bytes()
    assert workspace.is_untouched(exercise)
