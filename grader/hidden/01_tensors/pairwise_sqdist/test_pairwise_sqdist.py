"""Checks for pairwise_sqdist."""

import ast

import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


def points(rng, count, size, dtype="float64"):
    """Points on the CPU, because not every accelerator has float64."""
    return torch.from_numpy(rng.array(count, size, dtype=dtype))


def wanted(a, b):
    return ((a[:, None] - b[None]) ** 2).sum(dim=2)


def without_loops(learner, expect):
    """Expect the learner's function to have no Python loop."""
    bodies = [
        node for node in learner.tree.body if isinstance(node, ast.FunctionDef) and node.name == "pairwise_sqdist"
    ]
    kinds = (ast.For, ast.While, ast.comprehension)
    found = [node for body in bodies for node in ast.walk(body) if isinstance(node, kinds)]
    expect.that(
        not found,
        en="There is a Python loop in pairwise_sqdist.",
        ko="pairwise_sqdist 안에 파이썬 반복문이 있어요.",
        got=len(found),
        means="perf.python_loop",
    )
    expect.vectorised(
        lambda n: learner.pairwise_sqdist(torch.ones(n, n), torch.ones(n + 1, n)), means="perf.python_loop"
    )


@check(en="N points and M points give the shape (N, M)", ko="점 N개와 점 M개로 모양 (N, M)이 나와요")
def test_shape(learner, rng, expect):
    for n, m, d in ((1, 4, 3), (4, 1, 3), (1, 1, 5), (5, 5, 2), (4, 6, 3), (rng.integer(2, 9), rng.integer(10, 15), 4)):
        expect(learner.pairwise_sqdist(points(rng, n, d), points(rng, m, d))).is_a(torch.Tensor).shape(n, m)


@check(en="(0, 0) and (3, 4) are 25 apart, squared", ko="(0, 0)과 (3, 4)의 거리를 제곱하면 25예요")
def test_known_value(learner, expect):
    a = torch.tensor([[0.0, 0.0], [3.0, 4.0]])
    b = torch.tensor([[3.0, 4.0], [0.0, 1.0], [-1.0, 0.0]])
    expect(learner.pairwise_sqdist(a, b)).close_to(wanted(a, b), atol=1e-4)


@check(en="every pair has its squared distance", ko="모든 짝의 제곱 거리가 맞아요")
def test_values(learner, rng, expect):
    for n, m, d in (
        (3, 5, 2),
        (4, 4, 4),
        (6, 2, 1),
        (1, 7, 8),
        (rng.integer(2, 9), rng.integer(2, 9), rng.integer(2, 9)),
    ):
        a, b = points(rng, n, d), points(rng, m, d)
        expect(learner.pairwise_sqdist(a, b)).close_to(wanted(a, b), rtol=1e-9, atol=1e-9)


@check(en="float32 points on this device give float32 distances", ko="이 장치의 float32 점으로 float32 거리가 나와요")
def test_float32(learner, rng, expect):
    a, b = rng.normal(7, 3), rng.normal(4, 3)
    expect(learner.pairwise_sqdist(a, b)).close_to(wanted(a, b), rtol=1e-3, atol=1e-3)


@check(en="it works on any device", ko="어느 장치에서나 동작해요")
def test_portable(learner, rng, expect):
    expect.follows_device(learner.pairwise_sqdist, rng.normal(4, 3), rng.normal(5, 3), shape=(4, 5))
    expect.follows_dtype(learner.pairwise_sqdist, rng.normal(4, 3), rng.normal(5, 3), dtypes=("float64",))


@check(en="the points of the caller stay as they are", ko="넘겨준 점은 바뀌지 않아요")
def test_untouched(learner, rng, expect):
    a, b = points(rng, 4, 3), points(rng, 4, 3)
    with expect.untouched(a, b, means="alias.mutation"):
        learner.pairwise_sqdist(a, b)


@check(en="more points need no more operations", ko="점이 늘어도 연산 횟수는 그대로예요")
def test_vectorised(learner, expect):
    without_loops(learner, expect)


@check(
    en="the nearest neighbour names 97 of 100 real digits or more",
    ko="가장 가까운 이웃이 진짜 손글씨 숫자를 100개 중 97개 이상 알아맞혀요",
)
def test_digits(learner, data, metrics, expect):
    without_loops(learner, expect)  # a loop over ninety thousand pairs would take seconds
    images, labels = data.digits()
    pixels = torch.from_numpy(images).flatten(1).float()
    truth = torch.from_numpy(labels)
    place = torch.arange(len(pixels))
    asked, known = place % 18 == 0, place % 2 == 1
    distances = learner.pairwise_sqdist(pixels[asked], pixels[known])
    expect(distances).shape(int(asked.sum()), int(known.sum()))
    accuracy = (truth[known][distances.argmin(dim=1)] == truth[asked]).float().mean().item()
    metrics.log("accuracy", accuracy)
    expect(accuracy, en="share of digits named", ko="알아맞힌 비율").between(0.97, None)
