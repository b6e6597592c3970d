"""Checks for zero_grad_step."""

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


def after(train, model, make_optimizer, batches, epochs=1):
    """The parameters of a copy of `model` after training."""
    trained = copy.deepcopy(model)
    optimizer = make_optimizer(trained.parameters())
    for _ in range(epochs):
        train(trained, optimizer, nn.MSELoss(), batches)
    return flat(trained)


def lopsided(prediction, y):
    """A loss that notices when prediction and y change places."""
    return ((prediction - 2 * y) ** 2).mean()


def sgd(parameters):
    return torch.optim.SGD(parameters, lr=0.1)


def adam(parameters):
    return torch.optim.Adam(parameters, lr=0.01)


@check(en="each step uses the gradient of its own batch alone", ko="스텝마다 자기 배치의 기울기만 써요")
def test_gradients(learner, rng, device, expect):
    model, batches = problem(rng, device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)
    want = []
    for x, y in batches:
        gradients = torch.autograd.grad(nn.MSELoss()(model(x), y), list(model.parameters()))
        want.append(torch.cat([gradient.reshape(-1) for gradient in gradients]))
    with watch(model, optimizer) as seen:
        learner.train(model, optimizer, nn.MSELoss(), batches)
    events = [event for event in seen.events if event != "zero"]
    # torch.autograd.grad gives no backward event; what it brought stands in seen.gradients.
    if events != ["forward train grad", "step"] * 3:
        expect(events, en="what happened in 3 batches", ko="배치 3개 동안 일어난 일").equals(
            ["forward train grad", "backward", "step"] * 3
        )
    for number, (found, gradient) in enumerate(zip(seen.gradients, want, strict=True), start=1):
        joined = torch.cat([one.reshape(-1) for one in found if one is not None])
        expect(joined, en=f"the gradient at step {number}", ko=f"스텝 {number}의 기울기").close_to(
            gradient, rtol=1e-4, atol=1e-6
        )


@check(
    en="three batches with SGD move the weights as they should",
    ko="SGD로 배치 세 개를 학습하면 가중치가 알맞게 움직여요",
)
def test_sgd(learner, reference, rng, device, expect):
    for sizes in ((4, 1, 3), (2, 2, 2)):
        model, batches = problem(rng, device, sizes)
        want = after(reference.train, model, sgd, batches)
        got = after(learner.train, model, sgd, batches)
        expect(got, en="the weights after 3 batches", ko="배치 3개 뒤의 가중치").close_to(want, rtol=1e-4, atol=1e-5)


@check(
    en="three batches with Adam move the weights as they should",
    ko="Adam으로 배치 세 개를 학습하면 가중치가 알맞게 움직여요",
)
def test_adam(learner, reference, rng, device, expect):
    model, batches = problem(rng, device)
    want = after(reference.train, model, adam, batches)
    got = after(learner.train, model, adam, batches)
    expect(got, en="the weights after 3 batches", ko="배치 3개 뒤의 가중치").close_to(want, rtol=1e-4, atol=1e-5)


@check(en="a second epoch follows the first in the same way", ko="두 번째 에폭도 똑같이 이어져요")
def test_two_epochs(learner, reference, rng, device, expect):
    model, batches = problem(rng, device)
    want = after(reference.train, model, sgd, batches, epochs=2)
    got = after(learner.train, model, sgd, batches, epochs=2)
    expect(got, en="the weights after 2 epochs", ko="에폭 2번 뒤의 가중치").close_to(want, rtol=1e-4, atol=1e-5)


@check(en="the result is a list with one loss for each batch", ko="결과는 배치마다 손실 하나를 담은 리스트예요")
def test_losses(learner, reference, rng, device, expect):
    model, batches = problem(rng, device)
    twin = copy.deepcopy(model)
    want = reference.train(twin, sgd(twin.parameters()), nn.MSELoss(), batches)
    losses = learner.train(model, sgd(model.parameters()), nn.MSELoss(), batches)
    expect(losses, en="the result", ko="결과").is_a(list)
    for loss in losses:
        expect(loss, en="one loss of the list", ko="리스트의 손실 하나").is_a(float)
    expect(losses, en="the losses", ko="손실들").close_to(want, rtol=1e-4, atol=1e-5, dtype=False)
    want = reference.train(twin, sgd(twin.parameters()), lopsided, batches)
    losses = learner.train(model, sgd(model.parameters()), lopsided, batches)
    expect(losses, en="the losses of another loss_fn", ko="다른 loss_fn의 손실들").close_to(
        want, rtol=1e-4, atol=1e-5, dtype=False
    )


@check(
    en="it learns the handwritten digits: accuracy is 0.93 or more", ko="손글씨 숫자를 배워요: 정확도가 0.93 이상이에요"
)
def test_digits(learner, data, device, metrics, expect):
    images, labels = data.digits()
    x = torch.tensor(images.reshape(len(images), 64) / 16, dtype=torch.float32, device=device)
    y = torch.tensor(labels, device=device)
    model = nn.Linear(64, 10).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    for _ in range(6):
        batches = list(zip(x[:1400].split(64), y[:1400].split(64), strict=True))
        losses = learner.train(model, optimizer, nn.CrossEntropyLoss(), batches)
        expect(losses, en="the result", ko="결과").is_a(list)
        expect(len(losses), en="the number of losses", ko="손실의 개수").equals(len(batches))
        expect(losses[-1], en="one loss of the list", ko="리스트의 손실 하나").is_a(float)
        metrics.log("loss", losses[-1])
    with torch.no_grad():
        right = (model(x).argmax(1) == y).float().mean().item()
    expect(right, en="accuracy", ko="정확도").between(0.93, 1.0)
