import random

import pytest

from study.question import Marked, Option, Question, QuestionKind, WrongAnswer, mark, read_number, same_output

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


def test_a_wrong_tick_is_explained_before_a_missing_one():
    assert mark(CHOICES, frozenset({0, 1})) == Marked(False, "- green: Green is not.")
    assert mark(CHOICES, frozenset({0})) == Marked(False, "- blue: Blue is too.")


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
    assert mark(OUTPUT, "torch.size([3, 2])") == Marked(False, "Count.")


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
