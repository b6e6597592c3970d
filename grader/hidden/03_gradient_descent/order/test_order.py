"""Checks for order."""

import copy

import torch
from torch import nn

from grader.vocabulary import check, watch

FAMILY = "torch"
SECONDS = 20


def problem(rng, device, sizes=(4, 1, 3)):
    """A small network and batches of these sizes."""
    model = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 2)).to(device)
    batches = [(rng.normal(size, 3), rng.normal(size, 2)) for size in sizes]
    return model, batches


def flat(model):
    """All parameters in one vector."""
    return nn.utils.parameters_to_vector(model.parameters()).detach()


def after(train_step, model, make_optimizer, batches):
    """The parameters of a copy of `model` after a step on each batch."""
    trained = copy.deepcopy(model)
    optimizer = make_optimizer(trained.parameters())
    for x, y in batches:
        train_step(trained, optimizer, nn.MSELoss(), x, y)
    return flat(trained)


def lopsided(prediction, y):
    """A loss that notices when prediction and y change places."""
    return ((prediction - 2 * y) ** 2).mean()


@check(
    en="every call runs the model, finds the gradients and steps, in that order",
    ko="부를 때마다 모델 실행, 기울기 계산, 스텝이 이 순서로 일어나요",
)
def test_events(learner, rng, device, expect):
    model, batches = problem(rng, device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with watch(model, optimizer) as seen:
        for x, y in batches:
            learner.train_step(model, optimizer, nn.MSELoss(), x, y)
    events = [event for event in seen.events if event != "zero"]
    expect(events, en="what happened in three calls", ko="세 번 부르는 동안 일어난 일").equals(
        ["forward train grad", "backward", "step"] * 3
    )


@check(en="one call moves the weights by one step of SGD", ko="한 번 부르면 가중치가 SGD 한 스텝만큼 움직여요")
def test_one_step(learner, reference, rng, device, expect):
    model, batches = problem(rng, device, (4,))
    want = after(reference.train_step, model, lambda parameters: torch.optim.SGD(parameters, lr=0.1), batches)
    got = after(learner.train_step, model, lambda parameters: torch.optim.SGD(parameters, lr=0.1), batches)
    expect(got, en="the weights after one call", ko="한 번 부른 뒤의 가중치").close_to(want, rtol=1e-4, atol=1e-5)


@check(
    en="three calls follow gradient descent, batch by batch", ko="세 번 부르면 배치마다 차례로 경사 하강법을 따라가요"
)
def test_three_steps(learner, reference, rng, device, expect):
    for sizes in ((4, 1, 3), (2, 2, 2)):
        model, batches = problem(rng, device, sizes)
        want = after(reference.train_step, model, lambda parameters: torch.optim.SGD(parameters, lr=0.1), batches)
        got = after(learner.train_step, model, lambda parameters: torch.optim.SGD(parameters, lr=0.1), batches)
        expect(got, en="the weights after three calls", ko="세 번 부른 뒤의 가중치").close_to(
            want, rtol=1e-4, atol=1e-5
        )


@check(en="Adam follows the same way", ko="Adam으로도 똑같이 따라가요")
def test_adam(learner, reference, rng, device, expect):
    model, batches = problem(rng, device)
    want = after(reference.train_step, model, lambda parameters: torch.optim.Adam(parameters, lr=0.01), batches)
    got = after(learner.train_step, model, lambda parameters: torch.optim.Adam(parameters, lr=0.01), batches)
    expect(got, en="the weights after three calls", ko="세 번 부른 뒤의 가중치").close_to(want, rtol=1e-4, atol=1e-5)


@check(en="nothing holds on to the graph of a finished step", ko="끝난 스텝의 계산 그래프는 놓아줘요")
def test_graph_is_freed(learner, rng, device, expect):
    model, losses = nn.Linear(3, 2).to(device), []

    def loss_fn(prediction, y):
        losses.append(nn.functional.mse_loss(prediction, y))
        return losses[-1]

    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with watch(model, optimizer) as seen:
        learner.train_step(model, optimizer, loss_fn, rng.normal(4, 3), rng.normal(4, 2))
    expect("backward" in seen.events, en="backward() ran", ko="backward()가 실행됨").equals(True)
    expect(len(losses), en="how often loss_fn was called", ko="loss_fn을 부른 횟수").equals(1)
    freed = False
    try:
        losses[-1].backward()
    except RuntimeError:
        freed = True
    expect.that(
        freed,
        en="After the call the graph of the loss is still in memory.",
        ko="함수가 끝났는데도 손실의 계산 그래프가 메모리에 남아 있어요.",
        got="graph kept",
        want="graph freed",
    )


@check(en="the result is the loss before the update, a float", ko="결과는 갱신 전의 손실이고 float이에요")
def test_loss(learner, rng, device, expect):
    for size in (1, 4):
        model, batches = problem(rng, device, (size,))
        x, y = batches[0]
        want = nn.MSELoss()(model(x), y).item()
        loss = learner.train_step(model, torch.optim.SGD(model.parameters(), lr=0.1), nn.MSELoss(), x, y)
        expect(loss, en="the loss", ko="손실").is_a(float).close_to(want, rtol=1e-4, atol=1e-5, dtype=False)
        want = lopsided(model(x), y).item()
        loss = learner.train_step(model, torch.optim.SGD(model.parameters(), lr=0.1), lopsided, x, y)
        expect(loss, en="the loss of another loss_fn", ko="다른 loss_fn의 손실").close_to(
            want, rtol=1e-4, atol=1e-5, dtype=False
        )
