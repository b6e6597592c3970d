"""Two submissions behave alike when they fail the same way on the same values; the best explanation is named."""

import pytest

from grader.behaviour import same
from grader.diagnosis import recognise


def seen(value, failure="value.differs"):
    return {"failure": failure, "seen": value}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.0004),
        (0.0, 5e-6),
        (3, 3.0),
        ([1.0, 2.0], [1.0, 2.0]),
        ({"shape": [2], "sample": [1.0, "nan"]}, {"shape": [2], "sample": [1.0, "nan"]}),
        ("text", "text"),
        (None, None),
        (True, True),
        ([], []),
    ],
)
def test_values_that_agree_within_rounding_are_alike(one, other):
    assert same(seen(one), seen(other))
    assert same(seen(other), seen(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.01),
        (1, True),
        (0, False),
        ("1", 1),
        ([1.0], [1.0, 1.0]),
        ([1.0], {"0": 1.0}),
        ({"a": 1}, {"b": 1}),
        ({"a": 1}, {"a": 1, "b": 2}),
        (None, 0),
        ("", []),
        ("ab", ["a", "b"]),
    ],
)
def test_values_that_differ_are_not_alike(one, other):
    assert not same(seen(one), seen(other))
    assert not same(seen(other), seen(one))


def test_the_same_value_failing_another_way_is_not_alike():
    assert not same(seen(1.0, "value.dtype"), seen(1.0, "value.one"))


def test_the_mistake_that_fails_alike_is_recognised():
    known = {"wrong": {"a": seen(5.0)}, "right": {"a": seen(2.0)}}
    assert recognise(["a"], {"a": seen(2.0)}, known) == "right"


def test_nothing_is_recognised_where_nothing_fails_alike():
    assert recognise(["a"], {"a": seen(1.0)}, {"one": {"a": seen(2.0)}, "two": {}}) is None
    assert recognise(["a"], {"a": seen(1.0)}, {}) is None


def test_agreeing_on_a_later_check_alone_is_not_enough():
    observed = {"a": seen(1.0), "b": seen(2.0)}
    assert recognise(["a", "b"], observed, {"one": {"a": seen(9.0), "b": seen(2.0)}}) is None


def test_agreeing_on_more_checks_explains_more():
    observed = {"a": seen(1.0), "b": seen(2.0)}
    known = {"a_less": {"a": seen(1.0)}, "b_more": {"a": seen(1.0), "b": seen(2.0)}}
    assert recognise(["a", "b"], observed, known) == "b_more"


def test_a_mistake_that_would_fail_more_explains_less():
    known = {"a_also_fails_z": {"a": seen(1.0), "z": seen(3.0)}, "b": {"a": seen(1.0)}}
    assert recognise(["a"], {"a": seen(1.0)}, known) == "b"


def test_between_equals_the_first_by_name_is_told_whatever_the_order():
    known = {"b": {"a": seen(1.0)}, "a": {"a": seen(1.0)}}
    assert recognise(["a"], {"a": seen(1.0)}, known) == "a"
