"""Checks for my_sgd."""

import copy

import torch
from torch import nn

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20

CONFIGURATIONS = (
    {"lr": 0.1},
    {"lr": 0.03, "momentum": 0.9},
    {"lr": 0.1, "weight_decay": 0.2},
    {"lr": 0.05, "momentum": 0.5, "weight_decay": 0.1},
    {"lr": 0.02, "momentum": 0.95, "weight_decay": 0.01},
)


def network(device):
    """A small network; its two hidden layers have equal shapes."""
    return nn.Sequential(nn.Linear(3, 3), nn.Tanh(), nn.Linear(3, 3), nn.Tanh(), nn.Linear(3, 1)).to(device)


def flat(model):
    """All parameters in one vector."""
    return nn.utils.parameters_to_vector(model.parameters()).detach()


def run(model, optimizer, batches, clear):
    """Train on the batches; `clear(optimizer)` clears the gradients before each backward pass."""
    for x, y in batches:
        clear(optimizer)
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def draw(rng, count):
    return [(rng.normal(4, 3), rng.normal(4, 1)) for _ in range(count)]


@check(en="one plain step is w - lr * gradient", ko="기본 한 스텝은 w - lr * 기울기예요")
def test_one_step(learner, rng, expect):
    for shape in ((1,), (3, 2), (2, 2)):
        w = rng.normal(*shape).requires_grad_()
        gradient = rng.normal(*shape)
        want = w.detach() - 0.1 * gradient
        w.grad = gradient.clone()
        learner.MySGD([w], lr=0.1).step()
        expect(w.detach(), en="w after one step", ko="한 스텝 뒤의 w").close_to(want)


@check(en="after step() autograd records again", ko="step() 뒤에는 autograd가 다시 기록해요")
def test_record_again(learner, rng, expect):
    w = rng.normal(3).requires_grad_()
    w.grad = rng.normal(3)
    learner.MySGD([w], lr=0.1).step()
    recording = torch.is_grad_enabled()
    torch.set_grad_enabled(True)
    expect.that(
        recording,
        en="Autograd is still switched off after step(), so the next backward() fails.",
        ko="step()이 끝났는데도 autograd가 꺼져 있어서 다음 backward()가 실패해요.",
        got="still off",
        means="my_sgd.left_off",
    )


@check(en="zero_grad() sets .grad to None", ko="zero_grad()는 .grad를 None으로 만들어요")
def test_zero_grad(learner, rng, expect):
    w, b = rng.normal(3).requires_grad_(), rng.normal(2).requires_grad_()
    optimizer = learner.MySGD([w, b], lr=0.1)
    w.grad = rng.normal(3)
    optimizer.zero_grad()
    expect([w.grad, b.grad], en="the two .grad after zero_grad()", ko="zero_grad() 뒤의 두 .grad").equals([None, None])


@check(
    en="zero_grad(set_to_none=False) sets .grad to zeros and leaves None alone",
    ko="zero_grad(set_to_none=False)는 .grad를 0으로 채우고 None은 그대로 둬요",
)
def test_zero_grad_zeros(learner, rng, expect):
    w, b = rng.normal(3).requires_grad_(), rng.normal(2).requires_grad_()
    optimizer = learner.MySGD([w, b], lr=0.1)
    w.grad = rng.normal(3)
    optimizer.zero_grad(set_to_none=False)
    expect(w.grad, en="w.grad", ko="w.grad").close_to(torch.zeros_like(w))
    expect.that(
        b.grad is None,
        en="A .grad that was None is no longer None.",
        ko="None이던 .grad가 None이 아니게 됐어요.",
        got=b.grad,
    )


@check(en="it can walk over model.parameters() more than once", ko="model.parameters()를 몇 번이고 돌 수 있어요")
def test_generator(learner, rng, device, expect):
    model = network(device)
    optimizer = learner.MySGD(model.parameters(), lr=0.1)
    cleared = []
    for _ in range(2):
        model(rng.normal(2, 3)).sum().backward()
        optimizer.zero_grad()
        cleared.append(all(parameter.grad is None for parameter in model.parameters()))
    expect(
        cleared, en="whether zero_grad() cleared, first and second time", ko="zero_grad()가 비웠는지, 첫 번째와 두 번째"
    ).equals([True, True])


@check(en="20 steps equal torch.optim.SGD: plain", ko="20스텝이 torch.optim.SGD와 같아요: 기본")
def test_plain(learner, rng, device, expect):
    twenty_steps(learner, rng, device, expect, CONFIGURATIONS[0])


@check(en="20 steps equal torch.optim.SGD: momentum", ko="20스텝이 torch.optim.SGD와 같아요: 모멘텀")
def test_momentum(learner, rng, device, expect):
    twenty_steps(learner, rng, device, expect, CONFIGURATIONS[1])


@check(en="20 steps equal torch.optim.SGD: weight decay", ko="20스텝이 torch.optim.SGD와 같아요: 가중치 감쇠")
def test_weight_decay(learner, rng, device, expect):
    twenty_steps(learner, rng, device, expect, CONFIGURATIONS[2])


@check(
    en="20 steps equal torch.optim.SGD: momentum and weight decay",
    ko="20스텝이 torch.optim.SGD와 같아요: 모멘텀과 가중치 감쇠",
)
def test_both(learner, rng, device, expect):
    for configuration in CONFIGURATIONS[3:]:
        twenty_steps(learner, rng, device, expect, configuration)


def twenty_steps(learner, rng, device, expect, configuration):
    model = network(device)
    twin = copy.deepcopy(model)
    batches = draw(rng, 20)
    run(twin, torch.optim.SGD(twin.parameters(), **configuration), batches, lambda used: used.zero_grad())
    run(model, learner.MySGD(model.parameters(), **configuration), batches, lambda used: used.zero_grad())
    expect(flat(model), en="the weights after 20 steps", ko="20스텝 뒤의 가중치").close_to(
        flat(twin), rtol=1e-4, atol=1e-5
    )


@check(en="gradients are cleared to zeros without losing the velocity", ko="기울기를 0으로 지워도 속도는 남아요")
def test_velocity_survives_zeros(learner, rng, device, expect):
    model = network(device)
    twin = copy.deepcopy(model)
    batches = draw(rng, 5)
    run(twin, torch.optim.SGD(twin.parameters(), lr=0.05, momentum=0.9), batches, lambda used: used.zero_grad(False))
    run(model, learner.MySGD(model.parameters(), lr=0.05, momentum=0.9), batches, lambda used: used.zero_grad(False))
    expect(flat(model), en="the weights after 5 steps", ko="5스텝 뒤의 가중치").close_to(
        flat(twin), rtol=1e-4, atol=1e-5
    )


@check(en="a parameter without a gradient stays where it is", ko="기울기가 없는 파라미터는 제자리에 있어요")
def test_none_grad(learner, rng, expect):
    first, unused, last = (rng.normal(3).requires_grad_() for _ in range(3))
    before = unused.detach().clone()
    optimizer = learner.MySGD([first, unused, last], lr=0.1, momentum=0.9, weight_decay=0.1)
    first.grad, last.grad = rng.normal(3), rng.normal(3)
    want = [w.detach() - 0.1 * (w.grad + 0.1 * w.detach()) for w in (first, last)]
    optimizer.step()
    expect(unused.detach(), en="the parameter without a gradient", ko="기울기가 없는 파라미터").close_to(before)
    expect(
        torch.stack([first.detach(), last.detach()]),
        en="its neighbours, which have one",
        ko="기울기가 있는 양옆의 파라미터",
    ).close_to(torch.stack(want))


@check(en="a gradient that goes missing later stops its parameter", ko="나중에 기울기가 사라지면 그 파라미터는 멈춰요")
def test_none_grad_later(learner, rng, expect):
    w = rng.normal(3).requires_grad_()
    optimizer = learner.MySGD([w], lr=0.1, momentum=0.9)
    w.grad = rng.normal(3)
    optimizer.step()
    before = w.detach().clone()
    w.grad = None
    optimizer.step()
    expect(w.detach(), en="the parameter, its gradient gone", ko="기울기가 사라진 파라미터").close_to(before)


@check(
    en="a gradient that comes back finds the velocity as it was",
    ko="기울기가 다시 생기면 속도가 멈추기 전 그대로예요",
)
def test_velocity_waits(learner, rng, expect):
    w = rng.normal(3).requires_grad_()
    twin = w.detach().clone().requires_grad_()
    mine, theirs = learner.MySGD([w], lr=0.1, momentum=0.9), torch.optim.SGD([twin], lr=0.1, momentum=0.9)
    for gradient in (rng.normal(3), None, None, rng.normal(3)):
        w.grad = None if gradient is None else gradient.clone()
        twin.grad = None if gradient is None else gradient.clone()
        mine.step()
        theirs.step()
    expect(
        w.detach(), en="w after a gradient, none, none, a gradient", ko="기울기가 있다가 두 번 없다가 다시 있은 뒤의 w"
    ).close_to(twin.detach(), rtol=1e-4, atol=1e-5)


@check(en="a gradient of zeros is one too: the velocity carries on", ko="0뿐인 기울기도 기울기예요. 속도대로 움직여요")
def test_zeros(learner, rng, expect):
    w = rng.normal(3).requires_grad_()
    twin = w.detach().clone().requires_grad_()
    mine, theirs = learner.MySGD([w], lr=0.1, momentum=0.9), torch.optim.SGD([twin], lr=0.1, momentum=0.9)
    for gradient in (rng.normal(3), torch.zeros_like(w), torch.zeros_like(w)):
        w.grad, twin.grad = gradient.detach().clone(), gradient.detach().clone()
        mine.step()
        theirs.step()
    expect(w.detach(), en="w after a gradient and two of zeros", ko="기울기 하나와 0뿐인 기울기 둘 뒤의 w").close_to(
        twin.detach(), rtol=1e-4, atol=1e-5
    )


@check(en="a second optimizer begins without a velocity", ko="두 번째 옵티마이저는 속도 없이 시작해요")
def test_fresh_velocity(learner, rng, expect):
    w = rng.normal(3).requires_grad_()
    for _ in range(2):
        before = w.detach().clone()
        gradient = rng.normal(3)
        w.grad = gradient.clone()
        learner.MySGD([w], lr=0.1, momentum=0.9).step()
        expect(w.detach(), en="w after the first step", ko="첫 스텝 뒤의 w").close_to(
            before - 0.1 * gradient, rtol=1e-4, atol=1e-5
        )


@check(en="a new lr counts from the next step on", ko="lr을 바꾸면 다음 스텝부터 쓰여요")
def test_new_lr(learner, rng, expect):
    w = rng.normal(3).requires_grad_()
    twin = w.detach().clone().requires_grad_()
    mine, theirs = learner.MySGD([w], lr=0.1, momentum=0.9), torch.optim.SGD([twin], lr=0.1, momentum=0.9)
    for lr in (0.1, 0.1, 0.01, 0.01):
        mine.lr = theirs.param_groups[0]["lr"] = lr
        w.grad = rng.normal(3)
        twin.grad = w.grad.clone()
        mine.step()
        theirs.step()
    expect(w.detach(), en="w after lr went from 0.1 to 0.01", ko="lr을 0.1에서 0.01로 바꾼 뒤의 w").close_to(
        twin.detach(), rtol=1e-4, atol=1e-5
    )


@check(en="so do a new momentum and a new weight_decay", ko="momentum과 weight_decay를 바꿔도 다음 스텝부터 쓰여요")
def test_new_settings(learner, rng, expect):
    for name, first, later in (("momentum", 0.9, 0.5), ("weight_decay", 0.1, 0.3), ("weight_decay", 0.0, 0.2)):
        w = rng.normal(3).requires_grad_()
        twin = w.detach().clone().requires_grad_()
        settings = {"lr": 0.1, "momentum": 0.9, name: first}
        mine, theirs = learner.MySGD([w], **settings), torch.optim.SGD([twin], **settings)
        for value in (first, first, later, later):
            setattr(mine, name, value)
            theirs.param_groups[0][name] = value
            w.grad = rng.normal(3)
            twin.grad = w.grad.clone()
            mine.step()
            theirs.step()
        expect(
            w.detach(),
            en=f"w after {name} went from {first} to {later}",
            ko=f"{name}을 {first}에서 {later}로 바꾼 뒤의 w",
        ).close_to(twin.detach(), rtol=1e-4, atol=1e-5)


@check(en="it works on any device and in any precision", ko="어느 장치, 어느 정밀도에서나 동작해요")
def test_portable(learner, rng, expect):
    def moved(w, gradient):
        w.requires_grad_()
        optimizer = learner.MySGD([w], lr=0.1, momentum=0.9, weight_decay=0.1)
        for _ in range(2):
            w.grad = gradient.clone()
            optimizer.step()
        return w.detach()

    expect.follows_device(moved, rng.normal(3, 2), rng.normal(3, 2), shape=(3, 2))
    expect.follows_dtype(moved, rng.normal(3, 2), rng.normal(3, 2))


@check(en="step() leaves the gradients as they are", ko="step()은 기울기를 바꾸지 않아요")
def test_gradients_untouched(learner, rng, expect):
    w = rng.normal(2, 3).requires_grad_()
    w.grad = rng.normal(2, 3)
    optimizer = learner.MySGD([w], lr=0.1, momentum=0.9, weight_decay=0.1)
    for _ in range(3):
        before = w.grad.clone()
        optimizer.step()
        expect(w.grad, en="w.grad after step()", ko="step() 뒤의 w.grad").close_to(before)


@check(en="the parameters stay leaves that collect gradients", ko="파라미터는 기울기를 모으는 잎(leaf) 텐서로 남아요")
def test_leaves(learner, rng, expect):
    w = rng.normal(3).requires_grad_()
    before = w.detach().clone()
    optimizer = learner.MySGD([w], lr=0.1, momentum=0.9, weight_decay=0.1)
    for _ in range(2):
        optimizer.zero_grad()
        (w**3).sum().backward()
        optimizer.step()
    expect(w, en="w", ko="w").leaf().in_graph()
    expect.that(
        not torch.equal(before, w.detach()),
        en="The parameter that was handed in still holds its old numbers.",
        ko="넘겨받은 파라미터에 예전 값이 그대로 남아 있어요.",
        got=w.detach(),
    )


@check(en="the arithmetic is your own: torch.optim is not used", ko="계산을 직접 해요: torch.optim을 쓰지 않아요")
def test_by_hand(learner, rng, expect):
    expect.avoids("SGD", "torch.optim", "optim")
    w = rng.normal(2).requires_grad_()
    w.grad = rng.normal(2)
    learner.MySGD([w], lr=0.1).step()
