"""Checks for grad_of."""

import warnings

import numpy as np
import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 10

STEPS = (
    torch.sin,
    torch.tanh,
    torch.sigmoid,
    lambda t: t * t + t,
    lambda t: torch.exp(-t * t),
    lambda t: torch.log1p(t * t),
)


@check(en="the gradient has the shape and dtype of x", ko="기울기의 모양과 dtype이 x와 같아요")
def test_shape(learner, rng, expect):
    for shape in ((3,), (), (1,), (2, 3), (1, 4, 1), (rng.integer(2, 9), rng.integer(2, 9))):
        for dtype in ("float32", "float64"):
            x = torch.from_numpy(np.asarray(rng.array(*shape, dtype=dtype)))
            gradient = gradient_by(learner, expect, lambda t: t.sin().sum(), x)
            expect(gradient).is_a(torch.Tensor).shape(*shape).dtype(dtype)


@check(en="the gradient of the sum of x² is 2x", ko="x²의 합의 기울기는 2x예요")
def test_square(learner, rng, expect):
    for shape in ((3,), (1,), (2, 2)):
        x = rng.normal(*shape)
        expect(gradient_by(learner, expect, lambda t: (t**2).sum(), x)).close_to(2 * x)


@check(en="it is right for ten composed functions", ko="합성한 함수 열 개에서 모두 맞아요")
def test_composed(learner, rng, expect):
    for _ in range(10):
        x = rng.normal(rng.integer(1, 5), rng.integer(1, 5))
        f = composed(rng, x)
        expect(gradient_by(learner, expect, f, x.clone())).close_to(expected(f, x))


@check(en="asking again at the same x gives the same gradient", ko="같은 x에서 다시 구해도 기울기가 같아요")
def test_again(learner, rng, expect):
    x = rng.normal(4)
    f = composed(rng, x)
    want = expected(f, x)
    first = gradient_by(learner, expect, f, x)
    expect(first, en="the first call", ko="첫 번째 호출").close_to(want)
    for name, ko in (("the second call", "두 번째 호출"), ("the third call", "세 번째 호출")):
        expect(gradient_by(learner, expect, f, x), en=name, ko=ko).close_to(want)
    expect(first, en="the first result, looked at afterwards", ko="나중에 다시 본 첫 번째 결과").close_to(want)


@check(en="x is left exactly as it was", ko="x는 원래 그대로예요")
def test_untouched(learner, rng, expect):
    x = rng.normal(3)
    with expect.untouched(x, means="alias.mutation"):
        expect(learner.grad_of(lambda t: (t**3).sum(), x)).shape(3)
    expect.that(
        not x.requires_grad and x.grad is None,
        en="x asks for gradients now, or carries a .grad. Before the call it did neither.",
        ko="x가 이제 기울기를 요청하거나 .grad를 갖고 있어요. 부르기 전에는 둘 다 아니었어요.",
        got={"requires_grad": x.requires_grad, "grad": x.grad is not None},
        want={"requires_grad": False, "grad": False},
        means="alias.mutation",
    )


@check(
    en="an x that asks for a gradient itself keeps its own .grad", ko="스스로 기울기를 요청한 x의 .grad는 그대로예요"
)
def test_asking(learner, rng, expect):
    x = rng.normal(3).requires_grad_()
    kept = torch.full_like(x, 7.0)
    x.grad = kept.clone()
    gradient = gradient_by(learner, expect, lambda t: (t**2).sum(), x)
    expect(gradient, en="the gradient", ko="기울기").close_to(2 * x.detach())
    expect(x.grad, en="x.grad after the call", ko="부른 뒤의 x.grad").close_to(kept)
    expect.that(
        x.requires_grad,
        en="x asked for a gradient before the call, and does not any more.",
        ko="부르기 전에는 x가 기울기를 요청했는데 이제는 그렇지 않아요.",
        got={"requires_grad": x.requires_grad},
        want={"requires_grad": True},
        means="alias.mutation",
    )


@check(en="an x that was computed from something else works too", ko="다른 값에서 계산한 x도 괜찮아요")
def test_computed(learner, rng, expect):
    source = rng.normal(3).requires_grad_()
    x = source * 2
    gradient = gradient_by(learner, expect, lambda t: (t**2).sum(), x)
    expect(gradient, en="the gradient", ko="기울기").close_to(2 * x.detach())
    expect.that(
        source.grad is None,
        en="The tensor that x was computed from has a .grad now. Your record has to begin at x.",
        ko="x를 계산하는 데 쓴 텐서에 .grad가 생겼어요. 기록은 x에서 시작해야 해요.",
        got="a gradient went past x",
    )


@check(en="it works on any device and in any precision", ko="어느 장치, 어느 정밀도에서나 동작해요")
def test_portable(learner, rng, expect):
    expect.follows_device(lambda x: learner.grad_of(lambda t: (t**2).sum(), x), rng.normal(2, 3), shape=(2, 3))
    expect.follows_dtype(lambda x: learner.grad_of(lambda t: (t**2).sum(), x), rng.normal(2, 3))


@check(en="f runs once and the result carries no history", ko="f는 한 번만 실행되고, 결과에는 기록이 남지 않아요")
def test_once(learner, rng, expect):
    runs = []

    def f(t):
        runs.append(1)
        return (t.cos() * t).sum()

    expect(gradient_by(learner, expect, f, rng.normal(5))).shape(5).no_graph()
    expect.that(
        len(runs) == 1,
        en="One forward run is enough for the gradient of every entry.",
        ko="순전파 한 번이면 모든 원소의 기울기를 얻을 수 있어요.",
        got=len(runs),
        want=1,
    )


def gradient_by(learner, expect, f, x):
    """Return what the learner computes; tell a .grad read from a non-leaf apart from a missing return."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        gradient = learner.grad_of(f, x)
    expect.that(
        not (gradient is None and any("leaf" in str(warning.message) for warning in caught)),
        en="The result is None: .grad was read from a tensor that is not a leaf.",
        ko="결과가 None이에요. 잎(leaf)이 아닌 텐서에서 .grad를 읽었어요.",
        got=".grad of a tensor that is no leaf",
        means="grad.nonleaf",
    )
    return gradient


def composed(rng, x):
    """Return a random function of tensors shaped like x, with one number as its result."""
    steps = [STEPS[rng.integer(0, len(STEPS))] for _ in range(3)]
    weights = rng.normal(*x.shape)

    def f(t):
        for step in steps:
            t = step(t)
        return (t * weights).sum()

    return f


def expected(f, x):
    leaf = x.detach().clone().requires_grad_()
    return torch.autograd.grad(f(leaf), leaf)[0]
