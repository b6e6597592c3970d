"""Checks for with_scheduler. The optimizer itself reports with which learning rate each step was taken."""

import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


class Training:
    """One parameter, an optimizer, and a note of the learning rate at every step."""

    def __init__(self, device, lr=1.0, losses=()):
        self.weight = torch.zeros(3, device=device, requires_grad=True)
        self.optimizer = torch.optim.SGD([self.weight], lr=lr)
        self.used = []
        self.seen = []
        self.order = []
        self.losses = list(losses)
        self.asked = 0
        self.optimizer.register_step_pre_hook(lambda *_: self.used.append(self.optimizer.param_groups[0]["lr"]))

    def train_batch(self, batch):
        self.seen.append(batch)
        self.order.append("batch")
        self.optimizer.zero_grad()
        self.weight.sum().backward()
        self.optimizer.step()

    def validate(self):
        self.asked += 1
        self.order.append("validate")
        return self.losses[min(self.asked, len(self.losses)) - 1]

    def step_lr(self, module, batches, epochs, step_size, gamma):
        return module.fit_with_step_lr(self.optimizer, self.train_batch, batches, epochs, step_size, gamma)

    def plateau(self, module, batches, epochs, factor, patience):
        return module.fit_with_plateau(
            self.optimizer, self.train_batch, self.validate, batches, epochs, factor, patience
        )


def rates(training, batches):
    """Return the rates that were used, epoch by epoch, short enough to be read."""
    used = [float(f"{rate:.4g}") for rate in training.used]
    return [sorted(set(used[start : start + batches]), reverse=True) for start in range(0, len(used), batches)]


def every(rate_of_epochs):
    return [[float(f"{rate:.4g}")] for rate in rate_of_epochs]


def trained_with(expect, training, batches, want):
    expect.that(
        rates(training, batches) == every(want),
        en="The learning rates with which each epoch was trained:",
        ko="에폭마다 실제로 쓰인 학습률이에요:",
        got=rates(training, batches),
        want=every(want),
    )


@check(en="every batch is trained once in every epoch", ko="에폭마다 모든 배치를 한 번씩 학습해요")
def test_batches(learner, device, expect):
    for name, run in (
        ("fit_with_step_lr", lambda training: training.step_lr(learner, "abc", 4, 2, 0.1)),
        ("fit_with_plateau", lambda training: training.plateau(learner, "abc", 4, 0.1, 1)),
    ):
        training = Training(device, losses=[4.0, 3.0, 2.0, 1.0])
        run(training)
        named = expect("".join(training.seen), en=f"batches that {name} trained", ko=f"{name}가 학습한 배치")
        named.equals("abc" * 4)


@check(
    en="with step_size 2, every second epoch lowers the learning rate",
    ko="step_size가 2이면 두 에폭마다 학습률이 내려가요",
)
def test_step_lr(learner, device, expect):
    training = Training(device)
    training.step_lr(learner, [1, 2, 3], 5, 2, 0.1)
    trained_with(expect, training, 3, [1.0, 1.0, 0.1, 0.1, 0.01])


@check(en="it returns the learning rate that each epoch was trained with", ko="에폭마다 쓴 학습률을 돌려줘요")
def test_returns(learner, device, expect):
    training = Training(device)
    result = training.step_lr(learner, [1, 2], 5, 2, 0.1)
    expect(result, en="what fit_with_step_lr returns", ko="fit_with_step_lr의 반환값").is_a(list)
    used = training.used[::2]
    expect(result, en="returned, beside the rates that were used", ko="돌려준 값과 실제로 쓰인 학습률").close_to(used)


@check(en="any step_size and gamma work", ko="step_size와 gamma가 달라도 맞아요")
def test_any_schedule(learner, reference, rng, device, expect):
    for _ in range(8):
        lr, gamma = float(rng.numpy.uniform(0.01, 2)), float(rng.numpy.uniform(0.2, 0.9))
        epochs, step_size = rng.integer(3, 9), rng.integer(1, 4)
        batches = list(range(rng.integer(1, 5)))
        training = Training(device, lr)
        result = training.step_lr(learner, batches, epochs, step_size, gamma)
        want = Training(device, lr).step_lr(reference, batches, epochs, step_size, gamma)
        trained_with(expect, training, len(batches), want)
        expect(result, en="what fit_with_step_lr returns", ko="fit_with_step_lr의 반환값").close_to(want)


@check(en="every group of parameters follows the timetable", ko="파라미터 그룹이 여럿이면 모두 시간표를 따라요")
def test_every_group(learner, device, expect):
    for name, run, want in (
        ("fit_with_step_lr", lambda training: training.step_lr(learner, [1], 3, 2, 0.1), 0.1),
        ("fit_with_plateau", lambda training: training.plateau(learner, [1], 3, 0.1, 0), 0.01),
    ):
        training = Training(device, losses=[1.0, 2.0, 2.0])
        training.optimizer.add_param_group({"params": [torch.zeros(2, device=device, requires_grad=True)]})
        run(training)
        found = [float(f"{group['lr']:.4g}") for group in training.optimizer.param_groups]
        en, ko = f"rates of two groups after {name}", f"{name} 뒤에 두 그룹의 학습률"
        expect(found, en=en, ko=ko).equals([want, want])


@check(en="no scheduler moves before the optimizer did", ko="옵티마이저보다 먼저 움직이는 스케줄러가 없어요")
def test_no_warning(learner, device, expect):
    with expect.no_warnings():
        Training(device).step_lr(learner, [1, 2], 3, 1, 0.5)
    with expect.no_warnings():
        Training(device, losses=[1.0]).plateau(learner, [1, 2], 3, 0.5, 1)


@check(en="each epoch is validated after its batches", ko="에폭마다 배치를 모두 학습한 뒤에 검증해요")
def test_plateau_order(learner, device, expect):
    training = Training(device, losses=[4.0, 3.0, 2.0])
    training.plateau(learner, [1, 2], 3, 0.1, 1)
    named = expect(training.order, en="what happened in 3 epochs of 2 batches", ko="배치 2개로 3에폭 동안 일어난 일")
    named.equals(["batch", "batch", "validate"] * 3)


@check(en="on a plateau of the validation loss the learning rate falls", ko="검증 손실이 제자리이면 학습률이 내려가요")
def test_plateau(learner, device, expect):
    training = Training(device, losses=[1.0, 0.5, 1.2, 0.6, 0.4, 0.49, 0.8, 0.3])
    training.plateau(learner, [1, 2, 3], 8, 0.1, 1)
    trained_with(expect, training, 3, [1.0, 1.0, 1.0, 1.0, 0.1, 0.1, 0.1, 0.01])


@check(en="each epoch is validated once, and its rate returned", ko="에폭마다 한 번 검증하고, 쓴 학습률을 돌려줘요")
def test_plateau_returns(learner, device, expect):
    training = Training(device, losses=[1.0, 2.0, 2.0, 2.0, 2.0, 2.0])
    result = training.plateau(learner, [1, 2], 6, 0.5, 0)
    named = expect(training.asked, en="how often validate was called in 6 epochs", ko="6에폭 동안 validate를 부른 횟수")
    named.equals(6)
    expect(result, en="what fit_with_plateau returns", ko="fit_with_plateau의 반환값").is_a(list)
    used = training.used[::2]
    expect(result, en="returned, beside the rates that were used", ko="돌려준 값과 실제로 쓰인 학습률").close_to(used)


@check(en="any factor and patience work", ko="factor와 patience가 달라도 맞아요")
def test_any_plateau(learner, reference, rng, device, expect):
    for _ in range(5):
        losses = [float(loss) for loss in rng.numpy.uniform(0.1, 2, size=rng.integer(1, 12))]
        factor, patience = float(rng.numpy.uniform(0.2, 0.9)), rng.integer(0, 3)
        batches = list(range(rng.integer(1, 4)))
        training, other = Training(device, 0.1, losses), Training(device, 0.1, losses)
        result = training.plateau(learner, batches, len(losses), factor, patience)
        want = other.plateau(reference, batches, len(losses), factor, patience)
        trained_with(expect, training, len(batches), want)
        expect(result, en="what fit_with_plateau returns", ko="fit_with_plateau의 반환값").close_to(want)
