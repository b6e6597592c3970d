import random
from dataclasses import replace

import pytest

from study.printed import last_line, same_output
from study.question import Marked, Option, Question, QuestionKind, WrongAnswer, mark, read_number, shown_answer

COLOURS = (Option("red", "Red is right.", True), Option("green", "Green is not."), Option("blue", "Blue is too.", True))
CHOICE = Question("Q1", QuestionKind.CHOICE, "Which?", options=(COLOURS[1], COLOURS[0]))
CHOICES = Question("Q2", QuestionKind.CHOICES, "Which?", options=COLOURS)
NUMBER = Question(
    "Q3",
    QuestionKind.NUMBER,
    "How many?",
    answer=27.0,
    why="Three cubed.",
    wrong=(WrongAnswer(9.0, "That is squared."),),
    otherwise="Cube it.",
)
OUTPUT = Question(
    "Q4",
    QuestionKind.OUTPUT,
    "What?",
    answer="torch.Size([3, 2])",
    why="Rows, columns.",
    wrong=(WrongAnswer("torch.Size([2, 3])", "The other way round."),),
    otherwise="Count.",
)


def test_the_right_option_is_right_and_every_option_says_why():
    assert mark(CHOICE, frozenset({1})) == Marked(True, "Red is right.")
    assert mark(CHOICE, frozenset({0})) == Marked(False, "Green is not.")


def test_ticking_all_right_options_and_no_other_is_right():
    marked = mark(CHOICES, frozenset({0, 2}))
    assert marked.right
    assert "Red is right." in marked.why
    assert "Blue is too." in marked.why


def test_what_was_not_ticked_is_not_given_away():
    half = mark(CHOICES, frozenset({0}))
    assert not half.right
    assert half.why.startswith("- red: Red is right.\n\nSomething is missing")
    assert "blue" not in half.why.casefold()


def test_a_wrong_tick_is_explained_whether_or_not_something_is_missing():
    assert mark(CHOICES, frozenset({0, 1, 2})) == Marked(False, "- green: Green is not.")
    wrong = mark(replace(CHOICES, language="ko"), frozenset({0, 1}))
    assert wrong == Marked(False, "- green: Green is not.\n\n빠진 것이 있어요. 고르지 않은 보기를 다시 살펴보세요.")


def test_without_a_tick_no_option_is_explained():
    assert mark(CHOICES, frozenset()).why.startswith("Something is missing")
    assert mark(CHOICE, frozenset()) == Marked(False, "Pick one of the options.")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("It saves memory.", "- It saves memory: No."),
        ("It saves `x.`", "- It saves `x.`: No."),
        ("Is it so?", "- Is it so? No."),
        ("and so on ...", "- and so on ... No."),
        ("메모리가 절약돼요.", "- 메모리가 절약돼요: No."),
    ],
)
def test_an_option_and_its_explanation_are_one_well_formed_line(text, line):
    question = Question("Q", QuestionKind.CHOICES, "?", options=(Option(text, "No."), Option("b", "Yes.", True)))
    assert mark(question, frozenset({0, 1})).why == line


@pytest.mark.parametrize("ticked", [frozenset(), frozenset({7}), frozenset({-1}), frozenset({0, 2, 7})])
def test_even_an_odd_answer_gets_an_explanation(ticked):
    marked = mark(CHOICES, ticked)
    assert not marked.right
    assert marked.why


@pytest.mark.parametrize("given", [27, 27.0, "27", " 27.0 ", "2.7e1", "27.00000001", "54/2", "'27'", "２７．０"])
def test_a_number_is_right_however_it_is_written(given):
    assert mark(NUMBER, given) == Marked(True, "Three cubed.")


def test_a_known_wrong_number_has_an_explanation_of_its_own():
    assert mark(NUMBER, "9") == Marked(False, "That is squared.")
    assert mark(NUMBER, "8") == Marked(False, "Cube it.")


@pytest.mark.parametrize("given", ["", "many", "1/0", "nan", "inf", "27 apples", "[27]"])
def test_what_is_no_number_is_not_right(given):
    assert mark(NUMBER, given) == Marked(False, "Cube it.")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("-0.5", -0.5), ("−0.5", -0.5), ("1,797", 1797), ("1/3", 1 / 3), ("1e-3", 0.001), ("+2", 2), ("3,5", None)],
)
def test_a_typed_number_is_read(typed, number):
    assert read_number(typed) == number


def test_the_tolerance_is_relative_to_the_answer():
    loose = Question("Q", QuestionKind.NUMBER, "?", answer=1000.0, why="yes", otherwise="no", tolerance=0.01)
    assert mark(loose, 1009).right
    assert not mark(loose, 1011).right


def test_near_zero_the_tolerance_is_absolute():
    zero = Question("Q", QuestionKind.NUMBER, "?", answer=0.0, why="yes", otherwise="no")
    assert mark(zero, "1e-7").right
    assert not mark(zero, "0.001").right


def test_an_answer_may_be_infinite_or_not_a_number():
    for value in ("inf", "nan"):
        question = Question("Q", QuestionKind.NUMBER, "?", answer=float(value), why="yes", otherwise="no")
        assert mark(question, value).right
        assert not mark(question, "0").right


@pytest.mark.parametrize(
    "given",
    [
        "torch.Size([3, 2])",
        " torch.Size([3,2]) ",
        '"torch.Size([ 3 ,  2 ])"',
        "torch.Size( [3, 2] )\n",
        "‘torch.Size([3, 2])’",
    ],
)
def test_blanks_and_quotes_around_an_output_do_not_count(given):
    assert mark(OUTPUT, given).right


def test_true_may_be_written_small():
    assert same_output("true", "True")
    assert not same_output("false", "True")


def test_another_output_is_explained():
    assert mark(OUTPUT, "torch.Size([2,3])") == Marked(False, "The other way round.")
    assert mark(OUTPUT, "torch.Size([3])") == Marked(False, "Count.")


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("torch.Size([3, 2])", "torch.size([3, 2])"),
        ("torch.Size([3, 2])", "(3, 2)"),
        ("27.0 False", "27, false"),
        ("27.0 False", "(27.0, False)"),
        ("[2.0, 2.0]", "tensor([2., 2.])"),
        ("[2.0, 2.0]", "2 2"),
        ("[-0.5, 1e-3]", "−.5 0.001"),
        ("torch.float32", "float32"),
        ("nan", "NaN"),
        ("[[0, 3], [1, 4]]", "((0 3) (1 4))"),
    ],
)
def test_the_right_value_in_another_spelling_is_told_as_that(answer, typed):
    marked = mark(replace(OUTPUT, answer=answer), typed)
    assert not marked.right
    assert marked.why.startswith("The value is right, and Python prints it in another way.")
    assert mark(replace(OUTPUT, answer=answer, language="ko"), typed).why.startswith("값은 맞지만")


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("27.0 False", "27.0 True"),
        ("[0, 3, 1, 4]", "[[0, 3], [1, 4]]"),
        ("[[5]]", "[5]"),
        ("[0, 3]", "[3, 0]"),
        ("torch.float32", "float64"),
        ("True", "1"),
        ("[]", ""),
    ],
)
def test_another_value_is_not_taken_for_another_spelling(answer, typed):
    assert mark(replace(OUTPUT, answer=answer), typed) == Marked(False, "Count.")


def test_a_known_wrong_spelling_keeps_its_own_explanation():
    question = replace(OUTPUT, answer="27.0", wrong=(WrongAnswer("27", "A float has a point."),))
    assert mark(question, "27") == Marked(False, "A float has a point.")


@pytest.mark.parametrize(
    ("question", "given", "shown"),
    [
        (OUTPUT, "‘torch.Size( [3,2] )’", "torch.Size([3, 2])"),
        (replace(OUTPUT, answer="True"), "true", "True"),
        (OUTPUT, "  torch.Size([2,\t3]) ", "torch.Size([2, 3])"),
        (NUMBER, " 27.0", "27.0"),
        (NUMBER, "9" * 80, "9" * 37 + "..."),
        (CHOICE, frozenset({1}), ""),
    ],
)
def test_an_answer_is_shown_on_one_line_and_a_right_output_as_python_prints_it(question, given, shown):
    assert shown_answer(question, given) == shown


@pytest.mark.parametrize(
    ("printed", "line"), [("a\n  [1, 2]\n\n", "[1, 2]"), (" 3 ", "3"), ("", ""), (" \n", ""), ("a\r\n b\r\n", "b")]
)
def test_the_last_printed_line_is_the_answer_without_blanks_around_it(printed, line):
    assert last_line(printed) == line


def test_a_blank_between_words_counts_in_an_output():
    assert same_output("a  b\nc", "a b c")
    assert not same_output("ab", "a b")


@pytest.mark.parametrize(("question", "given"), [(CHOICE, "0"), (CHOICES, 0.0), (NUMBER, frozenset({1}))])
def test_an_answer_of_another_kind_is_a_bug_of_the_caller(question, given):
    with pytest.raises(TypeError):
        mark(question, given)


def test_no_text_that_is_typed_makes_marking_fail():
    draw = random.Random(0)
    letters = "0123456789eE+-−.,/_[](){}'\"` \n\t가힣²½①١nanif"
    for _ in range(3000):
        typed = "".join(draw.choices(letters, k=draw.randrange(12)))
        assert mark(NUMBER, typed).why
        assert mark(OUTPUT, typed).why
