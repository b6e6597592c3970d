"""`check` on a course in which something is wrong at every step: each fault is told, with its file and line."""

import pytest

from workshop.mutants.making import mutants_of

LOOSE = '''"""Checks for twice."""

import sklearn

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


@check(en="the answer is just right for one", ko="1일 때 맞아요")
def test_one(learner, rng, expect):
    expect(learner.twice(rng.normal(3))).shape(3)
'''


@pytest.fixture(scope="module")
def broken(shared_workshop):
    """A course with many faults, and its report."""
    course = shared_workshop
    solution = (course.checks / "solution.py").read_text(encoding="utf-8")
    (one, *_) = mutants_of(solution)
    course.write(course.checks / "test_twice.py", LOOSE)
    course.write(course.checks / "mistakes" / "twice.odd.py", "def twice(x):\n    return x + 2\n")
    course.write(course.checks / "accepted" / "added.py", "def twice(x):\n    return x.sum()\n")
    course.change(course.exercise / "stub.py", "# TODO: compute", "# TODO: return 2 * x + 1 and compute")
    course.change(course.exercise / "ko.md", "## 힌트 2", "### 힌트 둘\n\n## 힌트 2")
    course.change(course.lesson / "en.md", "tensor([3., 5.])", "tensor([3., 7.])")
    course.change(course.lesson / "ko.md", "tensor([3., 5.])", "tensor([3., 7.])")
    course.change(course.lesson / "en.md", "answer = 7.0", "answer = 70.0")
    more = f"\nSee [this](nowhere.md), lesson 47, page 9.\n\n```text\n{'가' * 36}\n```\n"
    course.change(course.lesson / "en.md", "# To be written\n", f"# To be written\n{more}")
    marks = "\n".join(
        f'[[mutants]]\nid = "{id_}"\nline = "{line}"\nreason = "{reason}"\n'
        for id_, line, reason in (
            ("twice/operator/00000000", "x", "gone"),
            (one.id, one.shown, "equal"),
            (one.id, one.shown, "equal again"),
            (mutants_of(solution)[1].id, "something else", "changed"),
            (mutants_of(solution)[2].id, "x", ""),
        )
    )
    course.write(course.checks / "equivalent.toml", marks)
    return course, course.check()


def told(broken, step):
    """Where each complaint of a step is, with its first words."""
    course, report = broken
    return [
        (str(one.file.relative_to(course.root)), one.line, one.sentence["en"])
        for one in report.complaints
        if one.step == step
    ]


@pytest.mark.parametrize(
    ("step", "file", "words"),
    [
        ("stub", "exercises/01_first/twice/stub.py", "shows `return 2 * x + 1`"),
        ("mistakes", "grader/hidden/01_first/twice/mistakes/twice.odd.py", "ends with passed instead of failing"),
        ("accepted", "grader/hidden/01_first/twice/accepted/added.py", "does not pass"),
        ("mutants", "grader/hidden/01_first/twice/solution.py", "No check notices this change"),
        ("mutants", "grader/hidden/01_first/twice", "at least 90 %"),
        ("mutants", "grader/hidden", "at least 97 %"),
        ("mutants", "grader/hidden/01_first/twice/equivalent.toml", "There is no mutant twice/operator/00000000"),
        ("mutants", "grader/hidden/01_first/twice/equivalent.toml", "is marked twice"),
        ("mutants", "grader/hidden/01_first/twice/equivalent.toml", "not the line of its mark"),
        ("mutants", "grader/hidden/01_first/twice/equivalent.toml", "Mark 5 lacks"),
        ("mutants", "grader/hidden/01_first/twice/equivalent.toml", "not needed any more"),
        ("languages", "exercises/01_first/twice/ko.md", "differs from that in the English text"),
        ("languages", "lessons/01_first/en.md", "prints something else"),
        ("languages", "lessons/01_first/en.md", "which is not its answer"),
        ("languages", "lessons/01_first/ko.md", "The question 01_first-1 is not the same"),
        ("languages", "lessons/01_first/en.md", "There is Korean text"),
        ("texts", "grader/hidden/01_first/twice/test_twice.py", "imports `sklearn`"),
        ("texts", "lessons/01_first/en.md", "takes 72 cells"),
        ("texts", "lessons/01_first/en.md", "leads nowhere: `nowhere.md`"),
        ("texts", "lessons/01_first/en.md", "no lesson 47"),
        ("texts", "lessons/01_first/en.md", "no page 9"),
        ("texts", "grader/hidden/01_first/twice/test_twice.py", 'The word "just"'),
    ],
)
def test_a_fault_is_told_where_it_is(broken, step, file, words):
    assert [text for where, _, text in told(broken, step) if where == file and words in text]


def test_a_fault_in_a_text_has_its_line(broken):
    course, _ = broken
    lines = (course.lesson / "en.md").read_text(encoding="utf-8").splitlines()
    (line,) = [line for _, line, text in told(broken, "texts") if "nowhere.md" in text]
    assert "nowhere.md" in lines[line - 1]


def test_every_sentence_is_there_in_both_languages(broken):
    _, report = broken
    assert all(one.sentence["en"] != one.sentence["ko"] and "{" not in one.sentence["ko"] for one in report.complaints)


def test_a_survivor_is_shown_as_a_diff(broken):
    _, report = broken
    survivors = [one for one in report.complaints if one.diff]
    assert survivors
    assert all("-    return 2 * x + 1" in one.diff for one in survivors)


def test_what_is_wrong_shows_in_the_row(broken):
    _, report = broken
    (row,) = report.rows
    assert not row.stub
    assert row.mistakes.all == 3
    assert row.mistakes.good < 3
    assert (row.accepted.good, row.accepted.all) == (0, 1)
    assert not report.is_good
    assert report.to_json()["good"] is False


def test_an_endless_mutant_is_ended_long_before_the_time_limit_of_the_exercise(workshop):
    workshop.write(
        workshop.checks / "solution.py",
        "def twice(x):\n    n = 0\n    while n < 1:\n        n = n + 1\n    return x + x + n\n",
    )
    workshop.change(workshop.checks / "test_twice.py", "SECONDS = 20", "SECONDS = 300")
    (row,) = workshop.check().rows
    endless = [fate for fate in row.mutation.fates if fate.status == "timeout"]
    assert endless
    assert all(fate.seconds < 100 for fate in endless)


def test_a_mistake_that_is_taken_for_another_says_for_which(workshop):
    mistakes = workshop.checks / "mistakes"
    one, other = sorted(mistakes.glob("*.py"))
    other.write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
    said = [complaint.sentence for complaint in workshop.check(quick=True).complaints if complaint.file == other]
    assert [sentence["en"].partition(":")[0] for sentence in said] == [
        f"This mistake is taken for {one.stem} instead of {other.stem}"
    ]
    assert one.stem in said[0]["ko"]


def test_whatever_cannot_be_read_hides_nothing_else_of_its_lesson(workshop):
    workshop.change(workshop.lesson / "en.md", "answer = 7.0", "answer = seven")
    workshop.change(workshop.lesson / "en.md", "tensor([3., 5.])", "tensor([3., 7.])")
    workshop.change(workshop.lesson / "ko.md", 'kind = "number"', 'kind = "numbers"')
    workshop.change(workshop.lesson / "ko.md", "# 작성할 내용\n", "# 작성할 내용\n\n[여기](nowhere.md)\n")
    workshop.change(workshop.lesson / "ko.md", "## 첫 쪽\n", "## 첫 쪽\n<!-- explains: no.such -->\n")
    workshop.change(workshop.exercise / "en.md", "## Hint 2", "## Hint two")
    workshop.change(workshop.exercise / "ko.md", "작성할 내용: 쓸 도구", "작성할 내용: [도구](gone.md)")
    workshop.change(workshop.exercise / "stub.py", "# TODO: compute", "# TODO: return 2 * x + 1 and compute")
    told = [(one.file.name, one.sentence["en"]) for one in workshop.check(quick=True).complaints]
    for file, words in (
        ("en.md", "not valid TOML"),
        ("en.md", "prints something else"),
        ("ko.md", "`numbers`"),
        ("ko.md", "leads nowhere: `nowhere.md`"),
        ("ko.md", "`no.such` is neither"),
        ("en.md", "no text under `## Hint 2`"),
        ("ko.md", "leads nowhere: `gone.md`"),
        ("stub.py", "shows `return 2 * x + 1`"),
    ):
        assert [text for name, text in told if name == file and words in text.replace('"', "`").replace("``", "`")], (
            words
        )
    assert not [text for _, text in told if "is not the same in both languages" in text]


def test_what_goes_wrong_from_every_seed_is_told_once(workshop):
    workshop.write(workshop.checks / "solution.py", "def twice(x):\n    return 3 * x\n")
    (one,) = [one for one in workshop.check().complaints if one.step == "solution"]
    assert "with seed 0, 1, 2, 3, 4 on cpu" in one.sentence["en"]


def test_a_quick_look_counts_the_marks_too(workshop):
    one = mutants_of((workshop.checks / "solution.py").read_text(encoding="utf-8"))[0]
    mark = f'[[mutants]]\nid = "{one.id}"\nline = """{one.shown}"""\nreason = "the same"\n'
    workshop.write(workshop.checks / "equivalent.toml", mark)
    report = workshop.check(quick=True)
    assert (report.marked, report.mutants.all) == (1, 5)
