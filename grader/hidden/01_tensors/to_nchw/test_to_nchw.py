"""Checks for to_nchw."""

import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


def wanted(images):
    return images.permute(0, 3, 1, 2).contiguous()


@check(en="(N, H, W, C) becomes (N, C, H, W)", ko="(N, H, W, C)가 (N, C, H, W)로 바뀌어요")
def test_shape(learner, rng, expect):
    for shape in ((2, 4, 5, 3), (1, 7, 2, 3), (rng.integer(2, 6), 6, 9, 4)):
        n, h, w, c = shape
        expect(learner.to_nchw(rng.normal(*shape))).is_a(torch.Tensor).shape(n, c, h, w)


@check(
    en="every number keeps its picture, row, column and channel", ko="모든 수가 자기 그림, 행, 열, 채널에 그대로 있어요"
)
def test_values(learner, device, rng, expect):
    counted = torch.arange(2 * 2 * 4 * 3, device=device).view(2, 2, 4, 3)
    expect(learner.to_nchw(counted)).close_to(wanted(counted))
    for shape in ((1, 5, 3, 3), (3, 4, 6, 2), (2, 3, 4, 1)):
        images = rng.normal(*shape)
        expect(learner.to_nchw(images)).close_to(wanted(images))


@check(en="square pictures come out right as well", ko="정사각형 그림도 바르게 나와요")
def test_square(learner, rng, expect):
    for shape in ((2, 4, 4, 3), (3, 3, 3, 3), (1, 8, 8, 3)):
        images = rng.normal(*shape)
        expect(learner.to_nchw(images)).close_to(wanted(images))


@check(en="pictures that are a view of other data come out right", ko="다른 데이터를 들여다보는 그림도 바르게 나와요")
def test_strided_input(learner, rng, expect):
    images = rng.normal(3, 6, 4, 2).transpose(1, 2)
    expect(learner.to_nchw(images)).close_to(wanted(images))


@check(
    en="the result is contiguous, so view(N, -1) works on it", ko="결과가 연속이라서 view(N, -1)을 바로 쓸 수 있어요"
)
def test_contiguous(learner, rng, expect):
    images = rng.normal(2, 4, 5, 3)
    result = learner.to_nchw(images)
    expect(result).close_to(wanted(images))
    expect.that(
        result.is_contiguous(),
        en="The result is not contiguous; view(N, -1) on it fails.",
        ko="결과가 연속이 아니라서 view(N, -1)이 실패해요.",
        got=list(result.stride()),
        want=list(wanted(images).stride()),
        means="shape.view_noncontig",
    )


@check(en="the dtype and the pictures of the caller stay as they are", ko="자료형도, 넘겨준 그림도 바뀌지 않아요")
def test_untouched(learner, rng, expect):
    bytes_ = (rng.normal(2, 3, 4, 3) * 50).abs().to(torch.uint8)
    with expect.untouched(bytes_, means="alias.mutation"):
        result = learner.to_nchw(bytes_)
    expect(result).dtype("uint8")
