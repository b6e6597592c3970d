"""Checks for clip_and_report."""

import copy

import torch
from torch import nn

from grader.vocabulary import check, watch

FAMILY = "torch"
SECONDS = 20


def problem(rng, device, size=4, scale=10.0):
    """A small network and a batch whose gradients grow with `scale`."""
    model = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 2)).to(device)
    return model, rng.normal(size, 3), scale * rng.normal(size, 2)


def sgd(model, lr=0.1, momentum=0.0):
    return torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)


def lopsided(prediction, y):
    """A loss that notices when prediction and y change places."""
    return ((prediction - 2 * y) ** 2).mean()


def flat(model):
    """All parameters in one vector."""
    return nn.utils.parameters_to_vector(model.parameters()).detach()


def gradient(model, x, y):
    """The gradient of all parameters in one vector, without touching .grad."""
    gradients = torch.autograd.grad(nn.functional.mse_loss(model(x), y), list(model.parameters()))
    return torch.cat([one.reshape(-1) for one in gradients])


def gradient_at_step(seen):
    """What the first step found, in one vector."""
    return torch.cat([one.reshape(-1) for one in seen.gradients[0] if one is not None])


@check(en="the step sees a gradient whose norm is at most 1", ko="스텝이 받는 기울기의 노름은 1을 넘지 않아요")
def test_norm_at_step(learner, rng, device, expect):
    for size in (1, 4):
        model, x, y = problem(rng, device, size)
        whole = gradient(model, x, y)
        optimizer = sgd(model)
        with watch(model, optimizer) as seen:
            learner.clipped_step(model, optimizer, nn.MSELoss(), x, y)
        steps = [event for event in seen.events if event.startswith("step")]
        expect(steps, en="the steps of one call", ko="한 번 부를 때의 스텝").equals(["step"])
        found = gradient_at_step(seen)
        left = [parameter.grad.reshape(-1) for parameter in model.parameters() if parameter.grad is not None]
        norms = {
            "norm at the step": round(found.norm().item(), 4),
            "norm left in .grad": round(torch.cat(left).norm().item(), 4) if left else None,
        }
        expect.that(
            norms["norm at the step"] <= 1.0001,
            en="The step found a gradient whose norm is above 1.",
            ko="스텝이 받은 기울기의 노름이 1보다 커요.",
            got=norms,
            want={"norm at the step": 1.0},
        )
        expect(found, en="the gradient at the step", ko="스텝이 받은 기울기").close_to(
            whole / whole.norm(), rtol=1e-3, atol=1e-5
        )


@check(en="the result is a float", ko="결과는 float이에요")
def test_float(learner, rng, device, expect):
    model, x, y = problem(rng, device)
    norm = learner.clipped_step(model, sgd(model), nn.MSELoss(), x, y)
    expect(norm, en="the result", ko="결과").is_a(float)


@check(en="the result is the norm before clipping", ko="결과는 클리핑하기 전의 노름이에요")
def test_norm(learner, rng, device, expect):
    for size, scale in ((4, 10.0), (1, 3.0), (8, 0.1)):
        model, x, y = problem(rng, device, size, scale)
        want = gradient(model, x, y).norm().item()
        norm = learner.clipped_step(model, sgd(model), nn.MSELoss(), x, y)
        expect(norm, en="the result", ko="결과").close_to(want, rtol=1e-3, atol=1e-6, dtype=False)


@check(en="max_norm sets the limit", ko="max_norm이 한계를 정해요")
def test_max_norm(learner, rng, device, expect):
    for limit in (0.1, 2.5):
        model, x, y = problem(rng, device, 4, 30.0)
        whole = gradient(model, x, y)
        want = flat(model) - 0.1 * limit * whole / whole.norm()
        learner.clipped_step(model, sgd(model), nn.MSELoss(), x, y, max_norm=limit)
        expect(flat(model), en="the weights after the step", ko="스텝 뒤의 가중치").close_to(want, rtol=1e-3, atol=1e-5)


@check(en="the norm is compared with max_norm, whatever that is", ko="max_norm이 얼마든 노름을 max_norm과 비교해요")
def test_compared(learner, rng, device, expect):
    for scale, share in ((0.1, 0.5), (10.0, 2.0), (0.1, 2.0), (10.0, 0.5)):
        model, x, y = problem(rng, device, 4, scale)
        whole = gradient(model, x, y)
        limit = share * whole.norm().item()
        want = flat(model) - 0.1 * min(1.0, share) * whole
        learner.clipped_step(model, sgd(model), nn.MSELoss(), x, y, max_norm=limit)
        named = expect(
            flat(model), en=f"the weights, limit {share} times the norm", ko=f"한계가 노름의 {share}배일 때의 가중치"
        )
        named.close_to(want, rtol=1e-3, atol=1e-6)


@check(en="a gradient below the limit stays as it is", ko="한계보다 작은 기울기는 그대로예요")
def test_small_gradient(learner, rng, device, expect):
    model, x, y = problem(rng, device, 4, 0.1)
    whole = gradient(model, x, y)
    optimizer = sgd(model)
    with watch(model, optimizer) as seen:
        learner.clipped_step(model, optimizer, nn.MSELoss(), x, y, max_norm=100.0)
    steps = [event for event in seen.events if event.startswith("step")]
    expect(steps, en="the steps of one call", ko="한 번 부를 때의 스텝").equals(["step"])
    runs = [event for event in seen.events if event.startswith("forward")]
    expect(runs, en="the runs of the model in one call", ko="한 번 부를 때의 모델 실행").equals(["forward train grad"])
    found = gradient_at_step(seen)
    expect(found, en="the gradient at the step", ko="스텝이 받은 기울기").close_to(whole, rtol=1e-4, atol=1e-6)


@check(en="five steps with momentum follow the reference", ko="모멘텀을 쓴 다섯 스텝이 기준 답을 따라가요")
def test_trajectory(learner, reference, rng, device, expect):
    model, _, _ = problem(rng, device)
    twin = copy.deepcopy(model)
    mine, theirs = sgd(model, 0.05, 0.9), sgd(twin, 0.05, 0.9)
    for size, scale in ((4, 10.0), (1, 0.2), (3, 5.0), (4, 0.1), (2, 20.0)):
        x, y = rng.normal(size, 3), scale * rng.normal(size, 2)
        want = reference.clipped_step(twin, theirs, lopsided, x, y, max_norm=1.0)
        got = learner.clipped_step(model, mine, lopsided, x, y, max_norm=1.0)
        expect(got, en="the norm", ko="노름").close_to(want, rtol=1e-3, atol=1e-5, dtype=False)
    expect(flat(model), en="the weights after 5 steps", ko="5스텝 뒤의 가중치").close_to(
        flat(twin), rtol=1e-3, atol=1e-5
    )


@check(
    en="one wild batch moves the weights by lr × max_norm at most",
    ko="값이 튀는 배치도 가중치를 최대 lr × max_norm만큼만 움직여요",
)
def test_wild_batch(learner, rng, device, expect):
    model, x, y = problem(rng, device, 4, 1e4)
    before = flat(model)
    learner.clipped_step(model, sgd(model, lr=0.5), nn.MSELoss(), x, y)
    moved = (flat(model) - before).norm().item()
    expect(moved, en="how far the weights moved", ko="가중치가 움직인 거리").between(0.499, 0.501)
