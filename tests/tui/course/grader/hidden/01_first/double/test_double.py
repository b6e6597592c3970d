"""Checks for double."""

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 10


@check(en="twice 3 is 6", ko="3의 두 배는 6이에요")
def test_three(learner, expect):
    expect(learner.double(3)).equals(6)


@check(en="twice a negative number", ko="음수의 두 배")
def test_negative(learner, expect):
    expect(learner.double(-2)).equals(-4)
