"""Checks for fit_early_stop. Training is scripted: after epoch e every number in the model is e."""

import torch
from torch import nn

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


class Watchful(nn.Sequential):
    """A network that remembers what was loaded into it last."""

    loaded = "never"

    def load_state_dict(self, state_dict, *others, **how):
        own = {tensor.data_ptr() for tensor in self.state_dict().values()}
        first = next(iter(state_dict.values()))
        same = any(tensor.data_ptr() in own for tensor in state_dict.values())
        self.loaded = "own tensors" if same else f"copy of {first.flatten()[0].item():g}"
        return super().load_state_dict(state_dict, *others, **how)


class Play:
    """A scripted training: validation losses epoch by epoch; without training losses of its own, those always fall."""

    def __init__(self, losses, device, training=None):
        self.losses = [float(loss) for loss in losses]
        self.training = training or [1.0 / (epoch + 1) for epoch in range(len(losses))]
        self.model = Watchful(nn.Linear(2, 3), nn.BatchNorm1d(3)).to(device)
        self.calls = []
        self.epoch = 0
        self.went_on_from = []

    def train_epoch(self):
        self.calls.append("train")
        if self.epoch:
            self.went_on_from.append(int(next(self.model.parameters()).flatten()[0]))
        self.epoch += 1
        with torch.no_grad():
            for tensor in self.model.state_dict().values():
                tensor.fill_(self.epoch)
        return float(self.training[min(self.epoch, len(self.training)) - 1])

    def validate(self):
        self.calls.append("validate")
        return self.losses[min(self.epoch, len(self.losses)) - 1]

    def run(self, module, patience, epochs=None):
        epochs = len(self.losses) if epochs is None else epochs
        return module.fit_early_stop(self.model, self.train_epoch, self.validate, patience, epochs)

    def weights(self):
        """Return from which epoch the parameters and the buffers are."""
        parameters = torch.cat([parameter.detach().flatten() for parameter in self.model.parameters()])
        buffers = torch.cat([buffer.flatten().float() for buffer in self.model.buffers()])
        return {
            "parameters": sorted(set(parameters.tolist())),
            "buffers": sorted(set(buffers.tolist())),
            "load_state_dict": self.model.loaded,
        }


def best_epoch(expect, play, epoch):
    found = play.weights()
    expect.that(
        found["parameters"] == found["buffers"] == [epoch],
        en=f"The best validation loss came after epoch {epoch}. From which epochs its numbers are in the end:",
        ko=f"검증 손실은 {epoch}번째 에폭 뒤에 가장 낮았어요. 마지막에 모델에 담긴 값은 이 에폭의 것이에요:",
        got=found,
        want={"parameters": [float(epoch)], "buffers": [float(epoch)]},
    )


def stops(expect, play, result, patience, want):
    losses, ran = ", ".join(f"{loss:g}" for loss in play.losses), play.epoch
    expect.that(
        ran == want,
        en=f"With patience {patience} and validation losses {losses}, it trains {want} epochs; yours trained {ran}.",
        ko=f"patience가 {patience}이고 검증 손실이 {losses}이면 {want}에폭을 학습해요. 여러분은 {ran}에폭이었어요.",
        got=ran,
        want=want,
    )
    expect(result, en="what it returns", ko="반환값").equals(play.losses[:want])


@check(en="it returns the validation loss of every epoch that ran", ko="학습한 에폭마다의 검증 손실을 돌려줘요")
def test_history(learner, device, expect):
    play = Play([5, 4, 3, 2], device)
    result = play.run(learner, patience=2)
    expect(result, en="what it returns", ko="반환값").is_a(list).equals([5.0, 4.0, 3.0, 2.0])


@check(en="each epoch trains once, then validates once", ko="에폭마다 학습 한 번, 검증 한 번을 차례로 해요")
def test_order(learner, device, expect):
    play = Play([3, 2, 1], device)
    play.run(learner, patience=3)
    expect(play.calls, en="the calls", ko="호출 순서").equals(["train", "validate"] * 3)


@check(en="it stops after `patience` epochs without a new best", ko="새 기록이 없는 에폭이 patience번 이어지면 멈춰요")
def test_stops(learner, device, expect):
    training = [11, 10, 9, 8, 7, 6, 6.5, 6.6, 6.7, 6.8, 6.9]
    play = Play([5, 4, 3, 3.5, 3.2, 3.4, 3.3, 3.6, 3.7, 3.8, 3.9], device, training)
    stops(expect, play, play.run(learner, patience=2), 2, 5)
    play = Play([2, 3, 1, 1], device)
    stops(expect, play, play.run(learner, patience=1), 1, 2)
    play = Play([3, 2.99999, 2.99998, 2.99997, 2.99998, 1], device)
    stops(expect, play, play.run(learner, patience=1), 1, 5)
    play = Play([90000, 80000, 70000, 80000, 1], device)
    stops(expect, play, play.run(learner, patience=1), 1, 4)


@check(en="a new best starts the count anew", ko="새 기록이 나오면 처음부터 다시 세기 시작해요")
def test_counts_anew(learner, device, expect):
    play = Play([5, 6, 6, 4, 5, 5, 5, 5, 5, 1], device, training=[9, 8, 7, 6, 5, 4, 5, 5, 5, 5])
    stops(expect, play, play.run(learner, patience=3), 3, 7)


@check(en="a loss as low as the best is no new best", ko="지금까지의 최저와 같은 손실은 새 기록이 아니에요")
def test_tie(learner, device, expect):
    play = Play([3, 3, 3, 3, 3, 1], device, training=[1, 2, 3, 4, 5, 6])
    stops(expect, play, play.run(learner, patience=2), 2, 3)


@check(en="each epoch goes on where the last one ended", ko="에폭마다 바로 앞 에폭이 끝난 자리에서 이어 가요")
def test_goes_on(learner, device, expect):
    play = Play([5, 4, 6, 7, 3, 8, 2], device)
    play.run(learner, patience=3)
    expect(
        play.went_on_from,
        en="epochs whose weights the model had when epochs 2 to 7 began",
        ko="2~7번째 에폭을 시작할 때 모델에 있던 가중치의 에폭",
    ).equals([1, 2, 3, 4, 5, 6])


@check(en="on any course of the loss it stops where it should", ko="손실이 어떻게 움직여도 멈출 곳에서 멈춰요")
def test_random(learner, reference, rng, device, expect):
    plays, wants = [], []
    for _ in range(10):
        losses = [float(loss) for loss in rng.numpy.integers(1, 9, size=rng.integer(5, 15))]
        patience = rng.integer(1, 5)
        training = rng.numpy.uniform(size=len(losses)).tolist()
        mine, theirs = Play(losses, device, training), Play(losses, device, training)
        mine.run(learner, patience)
        wants.append(theirs.run(reference, patience))
        plays.append(mine)
    expect.that(
        [play.epoch for play in plays] == [len(want) for want in wants],
        en="Epochs trained in ten random courses of the loss:",
        ko="손실을 무작위로 정한 열 번의 학습에서 학습한 에폭 수예요:",
        got=[play.epoch for play in plays],
        want=[len(want) for want in wants],
    )
    for play, want in zip(plays, wants, strict=True):
        best_epoch(expect, play, want.index(min(want)) + 1)


@check(en="a loss of NaN is never a new best", ko="NaN인 손실은 새 기록이 아니에요")
def test_nan(learner, device, expect):
    nan = float("nan")
    play = Play([5, nan, nan, 1], device, training=[4, 3, 2, 1])
    play.run(learner, patience=2)
    expect(
        play.epoch, en="epochs trained with val_loss 5, NaN, NaN", ko="val_loss가 5, NaN, NaN일 때 학습한 에폭 수"
    ).equals(3)
    best_epoch(expect, play, 1)
    play = Play([nan, nan, nan, nan], device, training=[4, 3, 2, 1])
    result = play.run(learner, patience=2)
    # Whoever takes the first loss for the first best, whatever it is, waits one epoch longer.
    named = expect(play.epoch, en="epochs trained with NaN alone", ko="val_loss가 NaN뿐일 때 학습한 에폭 수")
    named.between(2, 3)
    expect(len(result), en="the length of the list", ko="리스트의 길이").equals(play.epoch)


@check(
    en="after stopping, the model holds the weights of its best epoch",
    ko="멈춘 뒤 모델에는 가장 좋았던 에폭의 가중치가 있어요",
)
def test_best_weights(learner, device, expect):
    play = Play([5, 4, 3, 3.5, 3.6], device, training=[4, 3, 2, 1, 1.5])
    play.run(learner, patience=2)
    best_epoch(expect, play, 3)


@check(en="so it does when all epochs were used", ko="정해진 에폭을 다 썼을 때도 그래요")
def test_best_weights_at_the_end(learner, device, expect):
    play = Play([5, 2, 3, 4], device, training=[4, 3, 1, 2])
    play.run(learner, patience=10)
    best_epoch(expect, play, 2)
