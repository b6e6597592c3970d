"""Checks for numeric_grad. Everything is float64 on the CPU: not every accelerator has float64."""

import numpy as np
import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 10


@check(en="f is asked with float64 tensors shaped like x", ko="f에는 x와 모양이 같은 float64 텐서가 들어가요")
def test_questions(learner, rng, expect):
    for shape in ((3,), (2, 3), ()):
        for dtype in ("float32", "float64"):
            for call in watched(learner, expect, tensor(rng, *shape, dtype=dtype), h=1e-3):
                expect(call, en="what f was given", ko="f에 넣은 값").shape(*shape)
                expect(call, en="what f was given", ko="f에 넣은 값").dtype("float64", means="grad.fd_precision")


@check(en="f is asked on both sides of every entry, once each", ko="원소마다 양쪽에서 한 번씩 f를 불러요")
def test_both_sides(learner, rng, expect):
    for shape in ((3,), (2, 3), (1, 1), ()):
        x = tensor(rng, *shape)
        start = x.clone()
        calls = watched(learner, expect, x, h=1e-3)
        for call in calls:
            expect(call, en="what f was given", ko="f에 넣은 값").shape(*shape)
        shifts = [(call - start).reshape(-1) for call in calls]
        moves = sorted(
            "".join(f"{'+' if d > 0 else '-'}{i}" for i, d in enumerate(s.tolist()) if abs(d) > 1e-9) for s in shifts
        )
        expect.that(
            any(moves),
            en="f was asked at x itself only. Measuring means asking beside x.",
            ko="x 자리에서만 f를 불렀어요. 재려면 x의 양옆에서 불러야 해요.",
            got=moves,
        )
        expect.that(
            any("+" in move for move in moves) and any("-" in move for move in moves),
            en="f was asked on one side of x only. A central difference needs x + h and x − h.",
            ko="x의 한쪽에서만 f를 불렀어요. 중앙 차분에는 x + h와 x − h가 모두 필요해요.",
            got="one side",
            means="grad.fd_precision",
        )
        expect.that(
            x.numel() == 1 or not all(len(move) == 2 * x.numel() for move in moves),
            en="All entries of x moved at the same time.",
            ko="x의 모든 원소가 한꺼번에 움직였어요.",
            got="all entries at once",
            means="numeric_grad.all_at_once",
        )
        want = sorted(f"{sign}{i}" for i in range(x.numel()) for sign in "+-")
        expect.that(
            moves == want,
            en="f was not asked exactly once at x + h and once at x − h for each entry alone. "
            "(+0 means: entry 0 was moved up.)",
            ko="원소를 하나씩 움직여 x + h와 x − h에서 꼭 한 번씩 f를 불러야 하는데 그렇지 않았어요. "
            "(+0은 0번 원소를 위로 움직였다는 뜻이에요.)",
            got=moves if torch.equal(x, start) else [*moves, "x changed"],
            want=want,
        )
        size = max(shift.abs().max().item() for shift in shifts)
        expect(size, en="the size of a nudge, for h = 0.001", ko="h = 0.001일 때 움직인 크기").close_to(
            1e-3, rtol=1e-4, dtype=False
        )
    x = tensor(rng, 3)
    start = x.clone()
    size = max((call - start).abs().max().item() for call in watched(learner, expect, x))
    expect(size, en="the size of a nudge when no h is given", ko="h를 주지 않았을 때 움직인 크기").close_to(
        1e-6, rtol=1e-3, atol=0.0, dtype=False
    )


@check(en="the result is float64 and has the shape of x", ko="결과는 float64이고 x와 모양이 같아요")
def test_shape(learner, rng, expect):
    for shape in ((3,), (), (1,), (2, 3), (1, 4, 1), (2, 2)):
        for dtype in ("float32", "float64"):
            result = learner.numeric_grad(curved, tensor(rng, *shape, dtype=dtype))
            expect(result).is_a(torch.Tensor).shape(*shape).dtype("float64")


@check(
    en="it agrees with autograd to a millionth, for 20 shapes", ko="모양 20가지에서 autograd와 백만분의 1까지 같아요"
)
def test_values(learner, rng, expect):
    for number in range(20):
        shape = [rng.integer(1, 4) for _ in range(number % 4)]
        x = tensor(rng, *shape, dtype="float32" if number % 5 == 4 else "float64")
        weights = tensor(rng, *shape)

        def f(t, weights=weights):
            return curved(t) + (t.sin() * weights).sum() * t.tanh().sum()

        want = slopes(f, x)
        expect(learner.numeric_grad(f, x)).close_to(want, rtol=1e-6, atol=1e-6)


@check(en="x is the same afterwards, to the last bit", ko="x는 마지막 비트까지 그대로예요")
def test_untouched(learner, rng, expect):
    for dtype in ("float64", "float32"):
        x = tensor(rng, 3, 4, dtype=dtype)
        with expect.untouched(x):
            expect(learner.numeric_grad(curved, x)).shape(3, 4)
    asking = tensor(rng, 3).requires_grad_()
    with expect.untouched(asking):
        expect(learner.numeric_grad(curved, asking)).shape(3)
    expect.that(
        asking.requires_grad and asking.grad is None,
        en="x had requires_grad=True and no .grad before the call. One of the two has changed.",
        ko="부르기 전의 x는 requires_grad=True이고 .grad가 없었어요. 둘 중 하나가 바뀌었어요.",
        got={"requires_grad": asking.requires_grad, "grad": asking.grad is not None},
    )


@check(en="nothing is recorded while measuring", ko="재는 동안에는 아무것도 기록하지 않아요")
def test_no_record(learner, rng, expect):
    weights = tensor(rng, 4).requires_grad_()
    recorded = []

    def f(t):
        value = (t * t * weights).sum()
        recorded.append(value.requires_grad)
        return value

    result = learner.numeric_grad(f, tensor(rng, 4).requires_grad_())
    expect(result).shape(4)
    expect.that(
        not any(recorded),
        en="Autograd recorded the calls of f.",
        ko="autograd가 f의 호출을 기록했어요.",
        got="recorded",
        means="eval.no_grad_missing",
    )
    expect(result).no_graph()


@check(en="afterwards autograd records again", ko="끝나고 나면 autograd가 다시 기록해요")
def test_record_again(learner, rng, expect):
    learner.numeric_grad(curved, tensor(rng, 2))
    recording = torch.is_grad_enabled()
    torch.set_grad_enabled(True)
    expect.that(
        recording,
        en="Autograd is still switched off after the call, for your caller too.",
        ko="함수가 끝났는데도 autograd가 꺼져 있어요. 호출한 쪽에서도요.",
        got="still off",
        means="numeric_grad.left_off",
    )


@check(en="an x that is a view of other data works too", ko="다른 데이터를 들여다보는 x도 괜찮아요")
def test_view(learner, rng, expect):
    source = tensor(rng, 3, 4)
    for x in (source.T, source[:, ::2], source[1]):
        want = slopes(curved, x)
        with expect.untouched(source):
            result = learner.numeric_grad(curved, x)
        expect(result).close_to(want, rtol=1e-6, atol=1e-6)


def slopes(f, x):
    """The gradient of f at x by autograd, in float64."""
    leaf = x.double().clone().requires_grad_()
    with torch.enable_grad():
        return torch.autograd.grad(f(leaf), leaf)[0]


def curved(t):
    """A function bent so strongly that a one-sided difference is visibly off."""
    return 20 * (t**3).sum() + (2 * t).sin().sum()


def tensor(rng, *shape, dtype="float64"):
    return torch.from_numpy(np.asarray(rng.array(*shape, dtype=dtype)))


def watched(learner, expect, x, **settings):
    """Return a copy of every tensor that f was given, once there is one."""
    calls = []

    def f(t):
        calls.append(t.detach().clone())
        return curved(t)

    learner.numeric_grad(f, x, **settings)
    expect.that(
        len(calls) > 0,
        en="f was never called. Measuring means asking f for its values.",
        ko="f를 한 번도 부르지 않았어요. 재려면 f의 값을 물어봐야 해요.",
        got=0,
    )
    return calls
