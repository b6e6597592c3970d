"""Checks for accumulate."""

import copy

import torch
from torch import nn

from grader.vocabulary import check, watch

FAMILY = "torch"
SECONDS = 20


def network(device):
    """A small network."""
    return nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 2)).to(device)


def draw(rng, sizes):
    """Micro-batches of these sizes."""
    return [(rng.normal(size, 3), rng.normal(size, 2)) for size in sizes]


def lopsided(prediction, y):
    """A loss that notices when prediction and y change places."""
    return ((prediction - 2 * y) ** 2).mean()


def flat(model):
    """All parameters in one vector."""
    return nn.utils.parameters_to_vector(model.parameters()).detach()


def sgd(parameters):
    return torch.optim.SGD(parameters, lr=0.1)


def momentum(parameters):
    return torch.optim.SGD(parameters, lr=0.05, momentum=0.9)


def adam(parameters):
    return torch.optim.Adam(parameters, lr=0.01)


def big_batches(batches, k):
    """Each k micro-batches in one batch; the last one holds what is left."""
    groups = [batches[first : first + k] for first in range(0, len(batches), k)]
    return [tuple(torch.cat(parts) for parts in zip(*group, strict=True)) for group in groups]


def pair(learner, model, make_optimizer, batches, k, epochs=1, loss_fn=nn.functional.mse_loss):
    """The weights after accumulating, and after ordinary training on the big batches."""
    mine, theirs = copy.deepcopy(model), copy.deepcopy(model)
    my_optimizer, their_optimizer = make_optimizer(mine.parameters()), make_optimizer(theirs.parameters())
    batches, big = list(batches), big_batches(batches, k)
    for _ in range(epochs):
        learner.train(mine, my_optimizer, loss_fn, batches, k)
        for x, y in big:
            their_optimizer.zero_grad()
            loss_fn(theirs(x), y).backward()
            their_optimizer.step()
    return flat(mine), flat(theirs)


@check(en="k = 1 is ordinary training", ko="k = 1이면 보통의 학습이에요")
def test_one(learner, rng, device, expect):
    got, want = pair(learner, network(device), sgd, draw(rng, (4, 1, 3)), 1)
    expect(got, en="the weights", ko="가중치").close_to(want, rtol=1e-4, atol=1e-5)


@check(
    en="one group of k equal micro-batches is one big batch",
    ko="크기가 같은 마이크로배치 k개 한 묶음은 큰 배치 하나와 같아요",
)
def test_one_group(learner, rng, device, expect):
    for k in (2, 4):
        got, want = pair(learner, network(device), sgd, draw(rng, (3,) * k), k)
        expect(got, en=f"the weights after a group of {k}", ko=f"{k}개 묶음 뒤의 가중치").close_to(
            want, rtol=1e-4, atol=1e-5
        )


@check(en="the second group starts afresh", ko="두 번째 묶음은 새로 시작해요")
def test_two_groups(learner, rng, device, expect):
    got, want = pair(learner, network(device), sgd, draw(rng, (3, 3, 3, 3)), 2)
    expect(got, en="the weights after two groups", ko="두 묶음 뒤의 가중치").close_to(want, rtol=1e-4, atol=1e-5)


@check(
    en="micro-batches of different sizes count by their samples", ko="크기가 다른 마이크로배치는 샘플 수만큼 반영돼요"
)
def test_sizes(learner, rng, device, expect):
    got, want = pair(learner, network(device), sgd, draw(rng, (5, 1, 2, 7)), 2)
    expect(got, en="the weights", ko="가중치").close_to(want, rtol=1e-4, atol=1e-5)


@check(
    en="a last group with fewer than k micro-batches has its step too",
    ko="k개가 안 되는 마지막 묶음도 한 스텝을 밟아요",
)
def test_last_group(learner, rng, device, expect):
    for sizes, k in (((3, 3, 3), 2), ((4, 4, 4, 4, 2), 3), ((4, 2), 5)):
        got, want = pair(learner, network(device), sgd, draw(rng, sizes), k)
        expect(got, en="the weights", ko="가중치").close_to(want, rtol=1e-4, atol=1e-5)


@check(
    en="two epochs with momentum and with Adam equal big batches",
    ko="모멘텀과 Adam으로 두 에폭을 돌려도 큰 배치와 같아요",
)
def test_optimizers(learner, rng, device, expect):
    for sizes in ((4, 4, 4, 4, 3), (4, 4, 3, 4)):
        for make_optimizer in (momentum, adam):
            batches = draw(rng, sizes)
            got, want = pair(learner, network(device), make_optimizer, batches, 2, epochs=2, loss_fn=lopsided)
            expect(got, en="the weights after 2 epochs", ko="에폭 2번 뒤의 가중치").close_to(want, rtol=1e-3, atol=1e-5)


@check(en="the list of batches stays as it is", ko="배치 리스트는 그대로예요")
def test_list_untouched(learner, rng, device, expect):
    model, batches = network(device), draw(rng, (4, 4, 3))
    given = list(batches)
    learner.train(model, sgd(model.parameters()), nn.MSELoss(), given, 2)
    expect.that(
        len(given) == 3 and all(one is other for one, other in zip(given, batches, strict=True)),
        en="The list of batches holds other micro-batches than before the call.",
        ko="부르기 전과 배치 리스트의 내용이 달라요.",
        got={"micro-batches": len(given)},
        want={"micro-batches": 3},
        means="accumulate.list_emptied",
    )


@check(en="the model sees one micro-batch at a time", ko="모델은 마이크로배치를 하나씩 봐요")
def test_small_batches(learner, rng, device, expect):
    model, sizes = network(device), []
    model.register_forward_pre_hook(lambda _, inputs: sizes.append(len(inputs[0])))
    learner.train(model, sgd(model.parameters()), nn.MSELoss(), draw(rng, (4, 4, 3, 2, 1)), 2)
    expect(sizes, en="the batch sizes that the model saw", ko="모델이 본 배치 크기").equals([4, 4, 3, 2, 1])


@check(
    en="each micro-batch runs backward before the next one comes",
    ko="마이크로배치마다 다음 것이 오기 전에 역전파를 해요",
)
def test_events(learner, rng, device, expect):
    one = ["forward train grad", "backward"]
    full = [*one, *one, "step"]
    for sizes, want in (((4, 4, 4, 4, 2), [*full, *full, *one, "step"]), ((4, 4, 2, 4), [*full, *full])):
        model = network(device)
        optimizer = sgd(model.parameters())
        with watch(model, optimizer) as seen:
            learner.train(model, optimizer, nn.MSELoss(), draw(rng, sizes), 2)
        events = [event for event in seen.events if event != "zero"]
        expect(events, en="what happened", ko="일어난 일").equals(want)


@check(en="the graph of a finished micro-batch is let go", ko="끝난 마이크로배치의 계산 그래프는 놓아줘요")
def test_graphs_are_freed(learner, rng, device, expect):
    model, losses = nn.Linear(3, 2).to(device), []

    def loss_fn(prediction, y):
        losses.append(nn.functional.mse_loss(prediction, y))
        return losses[-1]

    optimizer = sgd(model.parameters())
    with watch(model, optimizer) as seen:
        learner.train(model, optimizer, loss_fn, draw(rng, (4, 4, 2)), 2)
    expect("backward" in seen.events, en="backward() ran", ko="backward()가 실행됨").equals(True)
    kept = 0
    for loss in losses:
        try:
            loss.backward()
            kept += 1
        except RuntimeError:
            continue
    expect(kept, en="graphs still in memory", ko="메모리에 남은 계산 그래프 수").equals(0)
