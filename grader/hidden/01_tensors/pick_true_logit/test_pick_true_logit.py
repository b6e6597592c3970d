"""Checks for pick_true_logit."""

import ast

import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


def wanted(logits, y):
    return logits.gather(1, y.unsqueeze(1)).squeeze(1)


def loops(tree, name):
    """The kinds of Python loops in the learner's function."""
    bodies = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    kinds = (ast.For, ast.While, ast.comprehension)
    return [type(node).__name__ for body in bodies for node in ast.walk(body) if isinstance(node, kinds)]


@check(en="N samples give N scores, shape (N,)", ko="샘플 N개에서 점수 N개, 모양 (N,)이 나와요")
def test_shape(learner, rng, expect):
    for n, c in ((5, 3), (4, 4), (2, 9), (3, 1), (rng.integer(6, 20), 10)):
        expect(learner.pick_true_logit(rng.normal(n, c), rng.labels(n, c))).is_a(torch.Tensor).shape(n)


@check(en="a batch of one sample gives the shape (1,)", ko="샘플이 하나뿐인 배치에서도 모양이 (1,)이에요")
def test_one_sample(learner, rng, expect):
    for classes in (5, 1):
        expect(learner.pick_true_logit(rng.normal(1, classes), rng.labels(1, classes))).shape(1)


@check(
    en="each score stands in its own row, in the column of the label",
    ko="점수마다 자기 행에서, 라벨이 가리키는 열의 값이에요",
)
def test_values(learner, device, rng, expect):
    logits = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], device=device)
    y = torch.tensor([2, 0], device=device)
    expect(learner.pick_true_logit(logits, y)).close_to(wanted(logits, y))
    for n, c in ((6, 4), (5, 5), (1, 3), (300, 7), (rng.integer(2, 20), rng.integer(2, 12))):
        logits, y = rng.normal(n, c), rng.labels(n, c)
        expect(learner.pick_true_logit(logits, y)).close_to(wanted(logits, y))


@check(
    en="the result stays connected to the picked numbers, and to no others",
    ko="결과가 골라낸 수와, 오직 그 수와만 이어져 있어요",
)
def test_gradient(learner, rng, expect):
    logits, y, weight = rng.normal(6, 4).requires_grad_(), rng.labels(6, 4), rng.normal(6)
    picked = learner.pick_true_logit(logits, y)
    expect(picked).shape(6).in_graph()
    (picked * weight).sum().backward()
    want = torch.zeros_like(logits).scatter(1, y.unsqueeze(1), weight.unsqueeze(1))
    expect(logits.grad, en="the gradient", ko="기울기").close_to(want)


@check(en="float64 scores stay float64", ko="float64 점수는 float64로 남아요")
def test_dtype(learner, rng, expect):
    logits, y = torch.from_numpy(rng.array(6, 4, dtype="float64")), rng.labels(6, 4).cpu()
    expect(learner.pick_true_logit(logits, y)).close_to(wanted(logits, y))


@check(en="it works on any device and in any precision", ko="어느 장치, 어느 정밀도에서나 동작해요")
def test_portable(learner, rng, expect):
    expect.follows_device(learner.pick_true_logit, rng.normal(6, 4), rng.labels(6, 4), shape=(6,))
    expect.follows_dtype(learner.pick_true_logit, rng.normal(6, 4), rng.labels(6, 4))


@check(en="the scores and labels of the caller stay as they are", ko="넘겨준 점수와 라벨은 바뀌지 않아요")
def test_untouched(learner, rng, expect):
    logits, y = rng.normal(5, 4), rng.labels(5, 4)
    with expect.untouched(logits, y, means="alias.mutation"):
        learner.pick_true_logit(logits, y)


@check(en="more samples need no more operations", ko="샘플이 늘어도 연산 횟수는 그대로예요")
def test_vectorised(learner, rng, expect):
    found = loops(learner.tree, "pick_true_logit")
    expect.that(
        not found,
        en="There is a Python loop in pick_true_logit.",
        ko="pick_true_logit 안에 파이썬 반복문이 있어요.",
        got=len(found),
        means="perf.python_loop",
    )
    expect.vectorised(
        lambda n: learner.pick_true_logit(rng.normal(n, n + 1), rng.labels(n, n + 1)), means="perf.python_loop"
    )
