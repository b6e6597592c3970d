"""Checks for largest."""

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 10


@check(en="the largest may stand anywhere", ko="가장 큰 수는 어디에나 있을 수 있어요")
def test_anywhere(learner, expect):
    expect(learner.largest([1, 3, 2])).equals(3)
