"""Checks for images_to_batch."""

import numpy as np
import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


def pictures(rng, count, dtype="uint8"):
    """Random pictures with values 0 to 16."""
    if dtype.startswith("float"):
        return (16 * rng.numpy.random((count, 8, 8))).astype(dtype)
    return rng.numpy.integers(0, 17, (count, 8, 8)).astype(dtype)


def wanted(images):
    return torch.tensor(images.astype("float64") / 16, dtype=torch.float32)[:, None]


@check(en="N pictures become a batch of shape (N, 1, 8, 8)", ko="그림 N장이 모양 (N, 1, 8, 8)인 배치가 돼요")
def test_shape(learner, rng, expect):
    for count in (5, 1, 8, rng.integer(2, 20)):
        expect(learner.images_to_batch(pictures(rng, count))).is_a(torch.Tensor).shape(count, 1, 8, 8)


@check(en="every number type becomes float32", ko="어떤 자료형이 들어와도 float32가 돼요")
def test_dtype(learner, rng, expect):
    for dtype in ("uint8", "int64", "float64", "float32"):
        expect(learner.images_to_batch(pictures(rng, 3, dtype))).dtype("float32")


@check(
    en="0 becomes 0, 16 becomes 1, and the steps between stay even", ko="0은 0, 16은 1이 되고 그 사이도 고르게 나뉘어요"
)
def test_values(learner, rng, expect):
    steps = (np.arange(64).reshape(1, 8, 8) % 17).astype("uint8")
    expect(learner.images_to_batch(steps.copy())).close_to(wanted(steps))
    for count, dtype in ((1, "float32"), (4, "uint8"), (8, "float64"), (rng.integer(2, 12), "uint8")):
        images = pictures(rng, count, dtype)
        expect(learner.images_to_batch(images.copy())).close_to(wanted(images))


@check(en="a dark picture stays dark", ko="어두운 그림은 그대로 어두워요")
def test_dark(learner, rng, expect):
    dark = pictures(rng, 3) // 2
    expect(learner.images_to_batch(dark.copy())).close_to(wanted(dark))
    for dtype in ("uint8", "float32"):
        nearly_black = (pictures(rng, 2) % 2).astype(dtype)
        expect(learner.images_to_batch(nearly_black.copy()), en="pixels of 0 and 1", ko="0과 1뿐인 픽셀").close_to(
            wanted(nearly_black)
        )
    black = np.zeros((2, 8, 8), dtype="float64")
    expect(learner.images_to_batch(black.copy())).close_to(wanted(black))


@check(en="the array of the caller stays as it is", ko="넘겨준 배열은 바뀌지 않아요")
def test_untouched(learner, rng, expect):
    for dtype in ("float64", "float32", "uint8"):
        images = pictures(rng, 3, dtype)
        with expect.untouched(images, means="alias.mutation"):
            learner.images_to_batch(images)


@check(en="the 1,797 real digits come out right", ko="진짜 손글씨 숫자 1,797장도 바르게 나와요")
def test_digits(learner, data, expect):
    images, _ = data.digits()
    expect(learner.images_to_batch(images.copy())).close_to(wanted(images))
