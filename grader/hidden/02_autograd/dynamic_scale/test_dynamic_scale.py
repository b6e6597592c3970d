"""Checks for dynamic_scale."""

import math

import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 10


@check(en="the result has the shape and dtype of x", ko="결과의 모양과 dtype이 x와 같아요")
def test_shape(learner, rng, expect):
    for shape in ((3,), (1,), (), (2, 3), (1, 4)):
        x = rng.normal(*shape) + 0.1
        expect(learner.dynamic_scale(x.clone())).shape(*shape).dtype("float32")


@check(en="how often x is doubled depends on x", ko="몇 번 두 배로 만드는지는 x에 달려 있어요")
def test_depends(learner, rng, expect):
    factors = []
    for norm in (0.01, 3.0, 45.0, 250.0):
        x = long(rng, norm, 4)
        y = learner.dynamic_scale(x.clone())
        expect(y).shape(4).finite()
        factors.append(round(y.detach().norm().item() / norm, 3))
    expect.that(
        len(set(factors)) > 1,
        en="x was multiplied by the same factor, whatever its norm.",
        ko="x의 노름이 무엇이든 같은 수를 곱했어요.",
        got="the same factor each time",
        means="dynamic_scale.fixed_count",
    )


@check(en="it stops as soon as the norm is at least 100", ko="노름이 100 이상이 되면 바로 멈춰요")
def test_value(learner, rng, device, expect):
    for norm in (3.0, 0.01, 45.0, 60.0, 99.0, 99.9, 1e-6):
        for shape in ((4,), (2, 3), (1,), ()):
            x = long(rng, norm, *shape)
            y = learner.dynamic_scale(x.clone())
            reached = expect(y).shape(*shape).finite().value.detach().norm().item()
            expect.that(
                reached > 99.99,
                en="It stopped too early: the norm of the result is below 100.",
                ko="너무 일찍 멈췄어요. 결과의 노름이 100보다 작아요.",
                got=reached,
                want="100 …",
            )
            expect.that(
                reached < 200.01,
                en="It went on too long: half of the result has a norm of at least 100 already.",
                ko="너무 오래 계속했어요. 결과를 반으로 줄여도 노름이 100 이상이에요.",
                got=reached,
                want="100 … 200",
            )
            expect(y).close_to(x * factor_for(x))
    for norm in (101.0, 1000.0):
        x = long(rng, norm, 5)
        expect(learner.dynamic_scale(x.clone()), en="x with a norm above 100", ko="노름이 100보다 큰 x").close_to(x)
    edge = torch.tensor([60.0, 80.0], device=device)
    expect(learner.dynamic_scale(edge.clone()), en="x with the norm 100", ko="노름이 100인 x").close_to(edge)


@check(en="the gradient is the factor that x was multiplied by", ko="기울기는 x에 곱해진 수예요")
def test_gradient(learner, rng, expect):
    for norm in (3.0, 0.01, 45.0, 60.0):
        for shape in ((4,), (2, 3), (1,), ()):
            x = long(rng, norm, *shape).requires_grad_()
            weights = rng.normal(*shape)
            y = learner.dynamic_scale(x)
            slope = slope_of(expect, y, weights, x)
            expect(slope, en="the gradient", ko="기울기").close_to(weights * factor_for(x))


@check(en="it passes gradients on to where x came from", ko="x를 계산한 곳까지 기울기가 이어져요")
def test_chain(learner, rng, expect):
    source = long(rng, 2.0, 3).requires_grad_()
    weights = rng.normal(3)
    x = source * 3
    want = 3 * factor_for(x) * weights
    slope = slope_of(expect, learner.dynamic_scale(x), weights, source)
    expect(slope, en="the gradient", ko="기울기").close_to(want)


@check(en="it works in any precision", ko="어느 정밀도에서나 동작해요")
def test_portable(learner, rng, expect):
    expect.follows_dtype(learner.dynamic_scale, long(rng, 3.0, 4))
    expect.follows_dtype(learner.two_or_five, rng.normal(), dtypes=("float64",))


@check(en="x stays as it is", ko="x는 그대로예요")
def test_untouched(learner, rng, expect):
    x, one = long(rng, 3.0, 4), rng.normal()
    with expect.untouched(x, one):
        expect(learner.dynamic_scale(x), en="dynamic_scale(x)", ko="dynamic_scale(x)").shape(4)
        expect(learner.two_or_five(one), en="two_or_five(x)", ko="two_or_five(x)").shape()


@check(en="two_or_five gives 2x above zero and 5x elsewhere", ko="two_or_five는 0보다 크면 2x, 아니면 5x예요")
def test_branch(learner, device, expect):
    for value in (3.0, -3.0, 0.5, -0.25, 0.0):
        x = torch.tensor(value, device=device)
        expect(learner.two_or_five(x), en=f"x = {value}", ko=f"x = {value}").close_to((2 if value > 0 else 5) * x)


@check(en="its gradient follows the branch that was taken", ko="기울기는 실제로 지나간 가지를 따라요")
def test_branch_gradient(learner, device, expect):
    for value in (3.0, -3.0, 0.0):
        x = torch.tensor(value, device=device, requires_grad=True)
        y = learner.two_or_five(x)
        expect(y, en="two_or_five(x)", ko="two_or_five(x)").shape()
        slope = slope_of(expect, y, torch.ones((), device=device), x)
        want = torch.tensor(2.0 if value > 0 else 5.0, device=device)
        expect(slope, en=f"the gradient at x = {value}", ko=f"x = {value}에서의 기울기").close_to(want)


def long(rng, norm, *shape):
    """Return a random tensor with that norm."""
    x = rng.normal(*shape)
    return x * (norm / x.norm())


def factor_for(x):
    """Return the power of two that brings the norm of x to at least 100."""
    return 2.0 ** max(0, math.ceil(math.log2(100 / x.detach().norm().item())))


def slope_of(expect, y, weights, x):
    """Return the gradient of the weighted sum of y with respect to x, once a record leads there."""
    expect(y, en="the result", ko="결과").shape(*weights.shape)
    expect(y, en="the result", ko="결과").in_graph(means="grad.detached")
    (slope,) = torch.autograd.grad((y * weights).sum(), x, allow_unused=True)
    expect.that(
        slope is not None,
        en="No gradient reaches x: on the way back the record is cut.",
        ko="x에 기울기가 닿지 않아요. 돌아가는 길에서 기록이 끊겼어요.",
        got="no gradient for x",
        means="grad.detached",
    )
    return slope
