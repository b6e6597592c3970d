"""Numbers and values are written short, and never cut in the middle of a number."""

import re

import numpy as np
import pytest
import torch

from grader.vocabulary.facts import facts, side_by_side
from grader.vocabulary.showing import digits_apart, shorten, show_number, show_numbers, show_plain


@pytest.mark.parametrize("longest", range(5, 60))
def test_a_text_is_cut_between_two_words(longest):
    text = "[1234567.25, 0.000125, 98765.4321, 1e-07, 44, 5555555555.5]"
    short = shorten(text, longest)
    assert len(short) <= longest
    if " " in text[:longest]:
        assert set(re.findall(r"[\d.e-]+", short)) <= set(re.findall(r"[\d.e-]+", text))


def test_one_word_that_is_too_long_is_cut_all_the_same():
    assert shorten("x" * 50, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("one", "other", "digits"),
    [(1.0, 2.0, 6), (1.0, 1.0000001, 8), (0.1, 0.1 + 2**-56, 17), (1.0, 1.0, 6), (float("nan"), float("nan"), 6)],
)
def test_as_many_digits_as_tell_two_numbers_apart(one, other, digits):
    assert digits_apart(one, other) == digits
    assert (show_number(one, digits) != show_number(other, digits)) == (one != other and one == one)


def test_all_rows_of_a_small_matrix_are_shown():
    assert show_numbers(np.arange(6).reshape(2, 3)) == "[[0, 1, 2], [3, 4, 5]]"
    assert show_numbers(np.array([[True, False]])) == "[[True, False]]"


@pytest.mark.parametrize(
    ("around", "shown"),
    [
        (0, "[0, 1, 2, 3, 4, 5, …]"),
        (5, "[0, 1, 2, 3, 4, 5, …]"),
        (6, "[…, 5, 6, 7, 8, 9, 10, …]"),
        (19, "[…, 14, 15, 16, 17, 18, 19]"),
    ],
)
def test_of_many_numbers_those_around_the_first_wrong_one_are_shown(around, shown):
    assert show_numbers(np.arange(20), around) == shown


def test_plain_values_are_shown_by_their_first_entries():
    assert show_plain([0.1, 0.2]) == "[0.1, 0.2]"
    assert show_plain((1,)) == "(1,)"
    assert show_plain(list(range(100))) == "[0, 1, 2, 3, 4, 5, …]"
    assert show_plain({"loss": [1.5], "x": torch.ones(2, 3)}) == "{'loss': [1.5], 'x': Tensor(shape (2, 3), float32)}"
    assert show_plain([[[[1]]]]) == "[[[[1]]]]"
    assert show_plain("a" * 100) == "'" + "a" * 59 + "…'"


class Silent:
    def __repr__(self):
        raise ValueError


def test_a_value_that_refuses_to_say_what_it_is_goes_by_its_type():
    assert show_plain(Silent()) == "Silent"
    assert facts([Silent()]) == {"type": "list", "value": "[Silent]"}


def test_two_devices_are_both_shown_where_they_differ():
    got, want = side_by_side(torch.ones(2, device="meta"), torch.ones(2), None)
    assert (got["device"], want["device"]) == ("meta", "cpu")
    assert "device" not in side_by_side(torch.ones(2), torch.ones(2), (0,))[0]
