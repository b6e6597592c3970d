"""Checks for broken_graph."""

import ast

import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 10

SIZES = ((5, 3), (1, 2), (4, 4), (3, 1), (1, 1))


@check(en="the loss has the right value, in a tensor with one number", ko="손실은 값이 맞고, 수가 하나인 텐서예요")
def test_value(learner, rng, expect):
    for size in SIZES:
        X, y, w, b = problem(rng, *size)
        strength = 0.1 * rng.integer(0, 10)
        loss = learner.loss_of(X, y, w, b, strength)
        expect(loss, en="the loss", ko="손실").shape()
        expect(loss, en="the loss", ko="손실").close_to(expected(X, y, w, b, strength).detach(), rtol=1e-4)


@check(en="no .data cuts the record", ko=".data로 기록을 끊지 않아요")
def test_no_data(learner, rng, expect):
    used = any(isinstance(node, ast.Attribute) and node.attr == "data" for node in ast.walk(learner.tree))
    inputs = problem(rng, 4, 3)
    expect.that(
        not used or right_slopes(learner.loss_of(*inputs, 0.3), inputs),
        en="The source uses .data, and the gradient of w or b is lost or wrong.",
        ko="코드에서 .data를 쓰고, w나 b의 기울기가 없거나 틀렸어요.",
        got=".data",
        means="grad.data_hack",
    )


@check(en="the walk back is left to the caller", ko="역전파는 호출한 쪽에 맡겨요")
def test_no_backward(learner, rng, expect):
    X, y, w, b = problem(rng, 4, 3)
    learner.loss_of(X, y, w, b, 0.1)
    expect.that(
        w.grad is None and b.grad is None,
        en="loss_of filled .grad of w or b. Only the caller's backward() should do that.",
        ko="loss_of가 w나 b의 .grad를 채웠어요. 그 일은 호출한 쪽의 backward()가 해요.",
        got="filled .grad",
        means="broken_graph.calls_backward",
    )


@check(en="the loss remembers how it was computed", ko="손실이 어떻게 계산됐는지 기억해요")
def test_connected(learner, rng, expect):
    loss = learner.loss_of(*problem(rng, 4, 3), 0.1)
    recorded(expect, loss)
    expect.that(
        not loss.is_leaf,
        en="The loss is a leaf: a record begins here, and nothing lies behind it.",
        ko="손실이 잎(leaf)이에요. 여기서 기록이 시작되고, 그 뒤에는 아무것도 없어요.",
        got="a leaf",
        means="grad.bandaid_requires_grad",
    )


@check(en="the gradient reaches w, all of it", ko="기울기가 w에 온전히 닿아요")
def test_w(learner, rng, expect):
    reaches(learner, rng, expect, 2, "w")


@check(en="the gradient reaches b, all of it", ko="기울기가 b에 온전히 닿아요")
def test_b(learner, rng, expect):
    reaches(learner, rng, expect, 3, "b")


@check(en="it works on any device and in any precision", ko="어느 장치, 어느 정밀도에서나 동작해요")
def test_portable(learner, rng, expect):
    inputs = problem(rng, 4, 3)
    expect.follows_device(lambda *given: learner.loss_of(*given, 0.1), *inputs, shape=())
    expect.follows_dtype(lambda *given: learner.loss_of(*given, 0.1), *inputs)


@check(en="computing the loss changes nothing", ko="손실을 계산해도 바뀌는 것이 없어요")
def test_untouched(learner, rng, expect):
    X, y, w, b = problem(rng, 4, 3)
    with expect.untouched(X, y, w, b):
        expect(learner.loss_of(X, y, w, b, 0.1), en="the loss", ko="손실").shape()
    asking = all(one.requires_grad and one.is_leaf for one in (w, b)) and not any(one.requires_grad for one in (X, y))
    expect.that(
        asking,
        en="Whether X, y, w and b ask for a gradient is not as it was.",
        ko="X, y, w, b가 기울기를 요청하는지가 처음과 달라졌어요.",
        got=[one.requires_grad for one in (X, y, w, b)],
        want=[False, False, True, True],
    )
    w.grad, b.grad = torch.full_like(w, 7.0), torch.full_like(b, 7.0)
    learner.loss_of(X, y, w, b, 0.1)
    kept = [one.grad is not None and bool((one.grad == 7).all()) for one in (w, b)]
    expect.that(
        all(kept),
        en="A .grad that w or b had before the call is gone, or holds other numbers.",
        ko="부르기 전에 w나 b에 있던 .grad가 사라졌거나 다른 값이 됐어요.",
        got={"w.grad kept": kept[0], "b.grad kept": kept[1]},
        want={"w.grad kept": True, "b.grad kept": True},
    )


@check(en="w and b learn the diabetes data", ko="w와 b가 당뇨병 데이터를 배워요")
def test_diabetes(learner, data, device, expect, metrics):
    features, target = data.diabetes()
    X = torch.from_numpy((features - features.mean(0)) / features.std(0)).float().to(device)
    y = torch.from_numpy(target / target.std()).float().to(device)
    final = {}
    for name, loss_of in (("learner", learner.loss_of), ("expected", expected)):
        w = torch.zeros(10, device=device, requires_grad=True)
        b = torch.zeros((), device=device, requires_grad=True)
        for _ in range(15):
            loss = loss_of(X, y, w, b, 0.01)
            recorded(expect, loss)
            slopes = torch.autograd.grad(loss, (w, b), allow_unused=True)
            connected(expect, slopes[0], "w")
            connected(expect, slopes[1], "b")
            with torch.no_grad():
                w -= 0.1 * slopes[0]
                b -= 0.1 * slopes[1]
            if name == "learner":
                expect(loss, en="the loss", ko="손실").finite()
                metrics.log("loss", loss.item())
        final[name] = w.detach()
    expect(final["learner"], en="w after 15 steps", ko="15걸음 뒤의 w").close_to(
        final["expected"], rtol=1e-3, atol=1e-4
    )


def problem(rng, count, features):
    """Return X, y and the leaves w and b."""
    X, y = rng.normal(count, features), rng.normal(count)
    return X, y, rng.normal(features).requires_grad_(), rng.normal().requires_grad_()


def expected(X, y, w, b, strength):
    return ((X @ w + b - y) ** 2).mean() + strength * (w**2).sum()


def right_slopes(loss, inputs):
    """Whether the whole gradient of the loss arrives at w and at b."""
    if not isinstance(loss, torch.Tensor) or loss.shape != () or not loss.requires_grad:
        return False
    found = torch.autograd.grad(loss, inputs[2:], allow_unused=True)
    want = torch.autograd.grad(expected(*inputs, 0.3), inputs[2:])
    return all(
        one is not None and torch.allclose(one, other, rtol=1e-4) for one, other in zip(found, want, strict=True)
    )


def recorded(expect, loss):
    expect(loss, en="the loss", ko="손실").shape()
    expect(loss, en="the loss", ko="손실").in_graph(means="grad.detached")


def connected(expect, slope, name):
    expect.that(
        slope is not None,
        en=f"No gradient reaches {name}: on the way from the loss back to {name} the record is cut.",
        ko=f"{name}에 기울기가 닿지 않아요. 손실에서 {name}까지 돌아가는 길의 기록이 끊겼어요.",
        got=f"no gradient for {name}",
    )


def reaches(learner, rng, expect, index, name):
    for size in SIZES:
        inputs = problem(rng, *size)
        loss = learner.loss_of(*inputs, 0.3)
        recorded(expect, loss)
        (found,) = torch.autograd.grad(loss, inputs[index], allow_unused=True)
        connected(expect, found, name)
        (want,) = torch.autograd.grad(expected(*inputs, 0.3), inputs[index])
        expect(found, en=f"the gradient of {name}", ko=f"{name}의 기울기").close_to(want, rtol=1e-4, atol=1e-5)
