import pytest

from study.course import CourseError
from study.exercise_text import read_exercise
from study.lesson_text import read_lesson
from study.question import Question

QUESTION = """```question
id = "Q1"
kind = "number"
ask = "How many?"
code = \"\"\"
x = 3
print(x)
\"\"\"
answer = 3
why = "x is 3."
wrong = [{ answer = 4, why = "One too many." }]
otherwise = "Look at the first line."
```"""


def lesson_with(folder, text):
    folder.lesson("01_first", text=text)
    return folder.open().lesson("01_first")


def problems_in(folder, text):
    lesson = lesson_with(folder, text)
    with pytest.raises(CourseError) as caught:
        read_lesson(lesson, "en")
    assert all(problem.sentence["en"] and problem.sentence["ko"] for problem in caught.value.problems)
    return caught.value.problems


def the_problem_with(folder, old, new, question=QUESTION):
    assert old in question
    problems = problems_in(folder, f"# T\n\n## P\n\n{question.replace(old, new)}\n")
    assert len(problems) == 1, problems
    return problems[0]


def test_a_lesson_is_paged_by_its_headings(folder):
    text = read_lesson(
        lesson_with(folder, "# Title\n\nIntro.\n\n## One\n\nFirst.\n\n### Part\n\n## Two ##\n\nSecond.\n"), "en"
    )
    assert text.title == "Title"
    assert [page.title for page in text.pages] == ["One", "Two"]
    assert text.pages[0].parts == ("Intro.", "First.\n\n### Part")
    assert text.pages[1].parts == ("Second.",)


def test_a_sharp_at_the_end_of_a_name_belongs_to_it(folder):
    text = read_lesson(lesson_with(folder, "# Learn C#\n\n## F# #\n\nText.\n"), "en")
    assert (text.title, text.pages[0].title) == ("Learn C#", "F#")


def test_a_lesson_without_headings_has_one_page(folder):
    text = read_lesson(lesson_with(folder, "# Title\n\nAll of it.\n"), "en")
    assert [(page.title, page.parts) for page in text.pages] == [("Title", ("All of it.",))]


@pytest.mark.parametrize("fence", ["```", "~~~~", "   ```"])
def test_a_heading_inside_a_code_block_is_code(folder, fence):
    code = f"{fence}python\n## not a heading\n# nor this\n{fence}"
    text = read_lesson(lesson_with(folder, f"{code}\n\n# Title\n\n## One\n\n{code}\n"), "en")
    assert text.title == "Title"
    assert [page.title for page in text.pages] == ["One"]
    assert "## not a heading" in text.pages[0].parts[0]


@pytest.mark.parametrize(
    ("outer", "inner"), [("````", "```"), ("~~~", "```"), ("```", "~~~"), ("```", "``` not closed")]
)
def test_a_fence_ends_only_at_its_like(folder, outer, inner):
    text = read_lesson(
        lesson_with(folder, f"# T\n\n## P\n\n{outer}\n{inner}\n## code\n{outer}\n\n## Q\n\nText.\n"), "en"
    )
    assert [page.title for page in text.pages] == ["P", "Q"]


def test_a_fence_that_is_never_closed_holds_the_rest(folder):
    text = read_lesson(lesson_with(folder, "# T\n\n## P\n\n```python\n## code\n"), "en")
    assert [page.title for page in text.pages] == ["P"]


def test_a_question_stands_between_the_text_around_it(folder):
    page = read_lesson(lesson_with(folder, f"# T\n\n## P\n\nBefore.\n\n{QUESTION}\n\nAfter.\n"), "en").pages[0]
    before, question, after = page.parts
    assert (before, after) == ("Before.", "After.")
    assert isinstance(question, Question)
    assert page.questions == (question,)
    assert (question.id, question.answer, question.code) == ("Q1", 3.0, "x = 3\nprint(x)")
    assert question.wrong[0].why == "One too many."


def test_a_question_that_is_quoted_in_a_longer_fence_is_only_shown(folder):
    page = read_lesson(lesson_with(folder, f"# T\n\n## P\n\n````\n{QUESTION}\n````\n"), "en").pages[0]
    assert page.questions == ()
    assert 'id = "Q1"' in page.parts[0]


def test_windows_line_ends_change_nothing(folder):
    source = f"# T\n\nIntro.\n\n## P\n\n{QUESTION}\n\nAfter.\n"
    plain = read_lesson(lesson_with(folder, source), "en")
    assert read_lesson(lesson_with(folder, source.replace("\n", "\r\n")), "en") == plain


def test_a_language_that_the_lesson_lacks_is_read_in_english(course):
    assert read_lesson(course.lesson("01_first"), "fr").title == "Title"
    assert read_lesson(course.lesson("01_first"), "ko").title == "제목"


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ('id = "Q1"\n', "", 5, "id"),
        ('kind = "number"', 'kind = "riddle"', 7, "kind"),
        ('ask = "How many?"\n', "", 5, "ask"),
        ("answer = 3", 'answer = "3"', 13, "answer"),
        ("answer = 3\n", "", 5, "answer"),
        ('why = "x is 3."\n', "", 5, "why"),
        ('otherwise = "Look at the first line."\n', "", 5, "otherwise"),
        ("answer = 4", "answer = 3.0", 15, "wrong[1].answer"),
        (', why = "One too many."', "", 15, "wrong[1].why"),
        ("answer = 3\n", "answer = 3\ntolerance = -1\n", 14, "tolerance"),
        ("answer = 3\n", "answer = 3\ntolerance = 'x'\n", 14, "tolerance"),
        ('id = "Q1"', "id = 1", 6, "id"),
    ],
)
def test_a_bad_question_is_told_with_its_line_and_field(folder, old, new, line, field):
    problem = the_problem_with(folder, old, new)
    assert (problem.line, problem.field) == (line, field)
    assert problem.file.name == "en.md"


def test_a_question_that_is_no_toml_is_told_with_its_line(folder):
    assert the_problem_with(folder, "answer = 3", "answer =").line == 13


CHOICE = """```question
id = "Q1"
kind = "choice"
ask = "Which?"
options = [
  { text = "a", why = "yes", right = true },
  { text = "b", why = "no" },
]
```"""


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (", right = true", "", "options"),
        ('why = "no"', 'why = "no", right = true', "options"),
        ('  { text = "b", why = "no" },\n', "", "options"),
        ('text = "b"', 'text = "a"', "options[2].text"),
        (', why = "no"', "", "options[2].why"),
        ("right = true", 'right = "yes"', "options[1].right"),
    ],
)
def test_a_bad_choice_is_told(folder, old, new, field):
    problems = problems_in(folder, f"# T\n\n## P\n\n{CHOICE.replace(old, new)}\n")
    assert field in [problem.field for problem in problems]


def test_a_choice_without_options_is_told_once(folder):
    start, end = CHOICE.index("options"), CHOICE.rindex("```")
    assert the_problem_with(folder, CHOICE[start:end], "", CHOICE).field == "options"


def test_several_may_be_right_only_among_choices(folder):
    both = CHOICE.replace('why = "no"', 'why = "no", right = true').replace('"choice"', '"choices"')
    assert sum(o.right for o in read_lesson(lesson_with(folder, f"# T\n\n{both}\n"), "en").questions[0].options) == 2


def test_all_bad_questions_are_told_at_once_and_so_is_an_id_that_comes_twice(folder):
    bad = QUESTION.replace('ask = "How many?"\n', "")
    problems = problems_in(folder, "# T\n\n" + "\n\n".join([QUESTION, QUESTION, bad, bad]))
    assert [problem.field for problem in problems] == ["id", "ask", "id", "ask", "id"]
    assert "two questions have the id `Q1`" in problems[0].sentence["en"]


def test_an_exercise_is_a_task_three_hints_and_what_comes_afterwards(course):
    english = read_exercise(course.exercise("01_first/alpha"), "en")
    assert (english.title, english.task) == ("Do alpha", "The task.")
    assert english.hints == ("First.", "Second.", "Third.")
    assert english.afterwards == "Why it works."


def test_a_korean_exercise_has_korean_headings_and_may_have_headings_in_its_task(folder):
    folder.lesson("01_first", "alpha")
    folder.write(
        "exercises/01_first/alpha/ko.md",
        "# 제목\n\n과제.\n\n## 예시\n\n```python\n## 힌트 1\n```\n\n"
        "## 힌트 1\n\n하나\n\n## 힌트 2\n\n둘\n\n## 힌트 3\n\n셋\n\n## 풀고 나서\n\n끝\n",
    )
    korean = read_exercise(folder.open().exercise("01_first/alpha"), "ko")
    assert korean.task == "과제.\n\n## 예시\n\n```python\n## 힌트 1\n```"
    assert (korean.hints, korean.afterwards) == (("하나", "둘", "셋"), "끝")


def test_an_exercise_says_all_that_it_lacks(folder):
    folder.lesson("01_first", "alpha")
    folder.write("exercises/01_first/alpha/en.md", "# Title\n\n## Hint 1\n\nOne.\n\n## Hint 3\n")
    with pytest.raises(CourseError) as caught:
        read_exercise(folder.open().exercise("01_first/alpha"), "en")
    assert [problem.field for problem in caught.value.problems] == ["## Hint 2", "## Hint 3", "## Afterwards", ""]
