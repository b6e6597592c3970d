"""Checks for overfit_one_batch: it has to accept programs that learn and to reject programs that do not."""

import math

import torch
from torch import nn

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


class Program:
    """A training program whose loss follows a formula; calling it gives a fresh step, `live` is the running one."""

    def __init__(self, loss_at):
        self.loss_at = loss_at
        self.batches = []
        self.most_steps = 0
        self.fresh = 0
        self.live_calls = 0
        self._weight = torch.ones((), requires_grad=True)

    def __call__(self):
        self.fresh += 1
        taken = 0

        def step(x, y):
            nonlocal taken
            loss = self.loss_at(taken)
            taken += 1
            self.most_steps = max(self.most_steps, taken)
            self.batches.append((x, y))
            return self._weight * loss

        return step

    def live(self, x, y):
        self.live_calls += 1
        return self._weight * self.loss_at(300 + self.live_calls)


LEARN = {
    ("fast", "빠름"): lambda t: 2.3 * math.exp(-t / 20),
    ("slow", "느림"): lambda t: 2.3 * math.exp(-t / 90),
    ("bumpy", "오르내림"): lambda t: 2.3 * math.exp(-t / 60) * (1 + 0.3 * math.sin(t)),
    ("large loss", "큰 손실"): lambda t: 230.0 * math.exp(-t / 80),
    ("tiny loss", "아주 작은 손실"): lambda t: 0.001 * math.exp(-t / 60),
    ("ends at 4.9 %", "4.9 %에서 끝남"): lambda t: 2.3 * (0.049 + 0.951 * math.exp(-t / 25)),
    ("falls at the last step", "마지막 스텝에 내려감"): lambda t: 2.3 if t < 299 else 0.01,
}

FAIL = {
    ("stands still", "제자리"): lambda t: 2.3,
    ("falls by a third", "3분의 1만 줄어듦"): lambda t: 2.3 * (0.65 + 0.35 * math.exp(-t / 30)),
    ("falls to a third", "3분의 1이 남음"): lambda t: 2.3 * (0.34 + 0.66 * math.exp(-t / 30)),
    ("falls to a tenth", "10분의 1이 남음"): lambda t: 2.3 * (0.1 + 0.9 * math.exp(-t / 30)),
    ("ends at 5.1 %", "5.1 %에서 끝남"): lambda t: 2.3 * (0.051 + 0.949 * math.exp(-t / 30)),
    ("rises before it falls", "오르다가 내려감"): lambda t: 1.0 if t == 0 else 0.1 + 4.9 * math.exp(-t / 30),
    ("ends at 5 % sharp", "꼭 5 %에서 끝남"): lambda t: 100.0 if t == 0 else 5.0,
    ("comes back", "내려갔다 돌아옴"): lambda t: (
        2.3 * (0.33 + 0.67 * math.cos(t / 150 * math.pi) ** 2 if t > 150 else math.exp(-t / 45))
    ),
    ("small from the start", "처음부터 작음"): lambda t: 0.04,
    ("becomes NaN", "NaN이 됨"): lambda t: 2.3 * math.exp(-t / 20) if t < 200 else math.nan,
}


def begins_lower_each_time():
    """Return losses that stand still; every fresh program begins at a hundredth of the one before."""
    begun = 0

    def loss_at(taken):
        nonlocal begun
        begun += taken == 0
        return 230.0 * 0.01**begun

    return loss_at


def batch_of(rng, samples=8):
    return rng.normal(samples, 64), rng.labels(samples, 10)


def answers(learner, expect, programs, batch, wrong):
    """Return the names of the misjudged programs in each language, and how the test went about it."""
    misjudged, made = [], [Program(loss_at) for loss_at in programs.values()]
    for name, program in zip(programs, made, strict=True):
        result = learner.overfit_one_batch(program, batch)
        expect(result, en="what overfit_one_batch returns", ko="overfit_one_batch의 반환값").is_a(bool)
        if result is wrong:
            misjudged.append(name)
    way = {"make_step()": max(one.fresh for one in made), "step(x, y)": max(one.most_steps for one in made)}
    return [", ".join(names) for names in zip(*misjudged, strict=True)], way


@check(en="it answers True or False", ko="True나 False로 답해요")
def test_bool(learner, rng, expect):
    result = learner.overfit_one_batch(Program(LEARN["fast", "빠름"]), batch_of(rng))
    expect(result, en="what overfit_one_batch returns", ko="overfit_one_batch의 반환값").is_a(bool)


@check(en="it accepts programs that learn the batch by heart", ko="배치를 외우는 프로그램은 통과시켜요")
def test_accepts(learner, rng, expect):
    rejected, way = answers(learner, expect, LEARN, batch_of(rng), wrong=False)
    en, ko = rejected or ("", "")
    expect.that(
        not rejected,
        en=f"The last loss of these programs is below 5 % of the first, and your test rejects them: {en}.",
        ko=f"마지막 손실이 처음의 5 %보다 작은데도 여러분의 검사가 걸러 낸 프로그램이에요: {ko}.",
        got={"False": en, **way},
        want={"False": ""},
    )


@check(en="it rejects programs that do not", ko="외우지 못하는 프로그램은 걸러 내요")
def test_rejects(learner, rng, expect):
    accepted, way = answers(learner, expect, FAIL, batch_of(rng), wrong=True)
    en, ko = accepted or ("", "")
    expect.that(
        not accepted,
        en=f"The last loss of these programs is not below 5 % of the first, and your test accepts them: {en}.",
        ko=f"마지막 손실이 처음의 5 % 아래가 아닌데도 여러분의 검사가 통과시킨 프로그램이에요: {ko}.",
        got={"True": en, **way},
        want={"True": ""},
    )


@check(en="one fresh program takes 300 steps on the same batch", ko="새 프로그램 하나가 같은 배치로 300스텝을 밟아요")
def test_steps(learner, rng, expect):
    program, batch = Program(LEARN["slow", "느림"]), batch_of(rng)
    learner.overfit_one_batch(program, batch)
    expect.that(
        program.most_steps in (300, 301),
        en=f"The longest run of steps that one fresh program took was {program.most_steps}.",
        ko=f"새 프로그램 하나가 이어서 밟은 스텝은 최대 {program.most_steps}번이었어요.",
        got={"make_step()": program.fresh, "step(x, y)": program.most_steps},
        want={"make_step()": 1, "step(x, y)": 300},
    )
    for samples in (8, 32):
        program, batch = Program(LEARN["slow", "느림"]), batch_of(rng, samples)
        learner.overfit_one_batch(program, batch)
        same = all(torch.equal(x, batch[0]) and torch.equal(y, batch[1]) for x, y in program.batches)
        expect.that(
            same,
            en=f"Not every step got the x and the y of the batch, {samples} samples each.",
            ko=f"샘플이 {samples}개인 배치의 x와 y를 그대로 받지 못한 스텝이 있어요.",
            got=same,
        )


@check(
    en="the first loss and the last are of the same program", ko="처음 손실과 마지막 손실이 같은 프로그램에서 나와요"
)
def test_one_program(learner, rng, expect):
    program = Program(begins_lower_each_time())
    result = learner.overfit_one_batch(program, batch_of(rng))
    expect.that(
        result is False,
        en="The loss of every program stands still here, each at another height, and your test says that it falls.",
        ko="여기서는 프로그램마다 손실의 크기는 달라도 제자리인데, 여러분의 검사는 내려갔다고 했어요.",
        got={"said": result, "make_step()": program.fresh},
        want={"said": False, "make_step()": 1},
    )


@check(en="the running training is left alone", ko="진행 중인 학습은 건드리지 않아요")
def test_live(learner, rng, expect):
    program = Program(LEARN["fast", "빠름"])
    batch = batch_of(rng)
    with expect.untouched(*batch):
        learner.overfit_one_batch(program, batch)
    expect.that(
        program.live_calls == 0,
        en=f"Your test took {program.live_calls} steps in the training that is running.",
        ko=f"여러분의 검사가 진행 중인 학습을 {program.live_calls}스텝 더 진행시켰어요.",
        got=program.live_calls,
        want=0,
        means="diag.mutates",
    )


@check(
    en="on eight real digits it tells a sound program from a broken one",
    ko="진짜 손글씨 여덟 장으로 멀쩡한 프로그램과 고장 난 프로그램을 가려요",
)
def test_digits(learner, device, data, expect):
    images, labels = data.digits()
    x = torch.tensor(images[:8].reshape(8, 64) / 16, dtype=torch.float32, device=device)
    y = torch.tensor(labels[:8], device=device)

    def program(*ending):
        made = 0

        def make_step():
            nonlocal made
            made += 1
            if made > 9:  # a test that builds hundreds of programs need not wait for them
                return lambda x, y: torch.tensor(2.3)
            torch.manual_seed(0)
            model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10), *ending).to(device)
            optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

            def step(x, y):
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(model(x), y)
                loss.backward()
                optimizer.step()
                return loss

            return step

        make_step.live = make_step()
        return make_step

    said = {
        "logits": learner.overfit_one_batch(program(), (x, y)),
        "softmax": learner.overfit_one_batch(program(nn.Softmax(dim=1)), (x, y)),
    }
    expect.that(
        said["logits"] is True and said["softmax"] is False,
        en="Cross entropy on logits, and with a softmax before it. Your test said:",
        ko="교차 엔트로피에 로짓을 넣은 것과, 그 앞에 softmax를 둔 것이에요. 여러분의 검사가 한 대답이에요:",
        got=said,
        want={"logits": True, "softmax": False},
    )
