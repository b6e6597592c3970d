"""Checks for add_up."""

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 10


@check(en="1, 2 and 3 are 6", ko="1, 2, 3을 더하면 6이에요")
def test_three_numbers(learner, expect):
    expect(learner.add_up([1, 2, 3])).equals(6)
