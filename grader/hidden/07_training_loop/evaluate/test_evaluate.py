"""Checks for evaluate."""

import copy

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from grader.vocabulary import check, watch

FAMILY = "torch"
SECONDS = 20


def network(device):
    """Return a network that answers alike in both modes."""
    return nn.Sequential(nn.Linear(5, 6), nn.Tanh(), nn.Linear(6, 3)).to(device)


def moody_network(device):
    """Return a network whose answers depend on its mode."""
    return nn.Sequential(nn.Linear(5, 6), nn.BatchNorm1d(6), nn.Dropout(0.5), nn.Linear(6, 3)).to(device)


def load(rng, samples, size):
    dataset = TensorDataset(rng.normal(samples, 5), rng.labels(samples, 3))
    return DataLoader(dataset, batch_size=size, generator=torch.Generator())


def pair(result, expect):
    """Return (loss, accuracy), after saying kindly what is missing when it is no pair."""
    expect(result, en="what evaluate returns", ko="evaluate의 반환값").is_a((tuple, list))
    expect(len(result), en="how many values evaluate returns", ko="evaluate가 돌려준 값의 수").equals(2)
    return result


class Unmoved(torch.Tensor):
    """A tensor as the loader hands it out; `.to(place)` makes a plain one of it when the place is the one given.

    The number in ``cpu:0`` tells the device that was given from a "cpu" that somebody wrote down.
    """

    def to(self, *where, **how):
        moved = super().to(*where, **how)
        place = where[0] if where else how.get("device")
        return (
            moved if place is None or isinstance(place, Unmoved) or place == "cpu" else moved.as_subclass(torch.Tensor)
        )


@check(en="it returns two Python floats, loss and accuracy", ko="손실과 정확도를 파이썬 float 두 개로 돌려줘요")
def test_floats(learner, rng, device, expect):
    result = learner.evaluate(network(device).eval(), load(rng, 7, 3), nn.CrossEntropyLoss(), device)
    loss, accuracy = pair(result, expect)
    expect(loss, en="the loss", ko="손실").is_a(float).finite()
    expect(accuracy, en="the accuracy", ko="정확도").is_a(float).between(0.0, 1.0)


@check(en="the loss is the mean over all samples", ko="손실은 모든 샘플에 대한 평균이에요")
def test_loss(learner, rng, device, expect):
    for samples, size in [(10, 4), (9, 8), (6, 3), (5, 5), (1, 4), (rng.integer(20, 30), 7)]:
        model, loader = network(device).eval(), load(rng, samples, size)
        x, y = loader.dataset.tensors
        loss, _ = pair(learner.evaluate(model, loader, nn.CrossEntropyLoss(), device), expect)
        want = nn.functional.cross_entropy(model(x), y).item()
        sizes = [min(size, samples - start) for start in range(0, samples, size)]
        expect(loss, en=f"loss with batches of {sizes}", ko=f"크기가 {sizes}인 배치들의 손실").close_to(want, rtol=1e-4)


@check(en="the loss is the one that `loss_fn` computes", ko="손실은 받은 `loss_fn`이 계산한 값이에요")
def test_given_loss(learner, reference, rng, device, expect):
    for loss_fn in (nn.MultiMarginLoss(), nn.CrossEntropyLoss(label_smoothing=0.2)):
        model, loader = network(device).eval(), load(rng, 8, 3)
        loss, _ = pair(learner.evaluate(model, loader, loss_fn, device), expect)
        want, _ = reference.evaluate(model, loader, loss_fn, device)
        expect(loss, en=f"loss with {loss_fn}", ko=f"{loss_fn}로 구한 손실").close_to(want)


@check(en="a batch goes into the model in the shape that it has", ko="배치는 원래 모양 그대로 모델에 들어가요")
def test_shape_of_batches(learner, rng, device, expect):
    model, shapes = nn.Sequential(nn.Flatten(), nn.Linear(12, 3)).to(device), set()
    model[0].register_forward_pre_hook(lambda _, inputs: shapes.add(tuple(inputs[0].shape[1:])))
    dataset = TensorDataset(rng.normal(5, 1, 3, 4), rng.labels(5, 3))
    loader = DataLoader(dataset, batch_size=3, generator=torch.Generator())
    learner.evaluate(model, loader, nn.CrossEntropyLoss(), device)
    named = expect(sorted(map(list, shapes)), en="shape of a sample in the model", ko="모델에 들어간 샘플의 모양")
    named.equals([[1, 3, 4]])


@check(en="the accuracy is the share of all samples that are right", ko="정확도는 전체 샘플 가운데 맞힌 비율이에요")
def test_accuracy(learner, rng, device, expect):
    for samples, size in [(10, 4), (9, 8), (6, 3), (5, 5), (1, 4), (rng.integer(20, 30), 7)]:
        model, loader = network(device).eval(), load(rng, samples, size)
        x, y = loader.dataset.tensors
        _, accuracy = pair(learner.evaluate(model, loader, nn.CrossEntropyLoss(), device), expect)
        right = int((model(x).argmax(1) == y).sum())
        en, ko = f"accuracy with {right} of {samples} right", f"{samples}개 중 {right}개를 맞혔을 때 정확도"
        expect(accuracy, en=en, ko=ko).close_to(right / samples)


@check(en="the model answers in evaluation mode", ko="모델이 평가 모드에서 답해요")
def test_mode(learner, rng, device, expect):
    model = moody_network(device).train()
    with watch(model[-1]) as seen:
        learner.evaluate(model, load(rng, 8, 3), nn.CrossEntropyLoss(), device)
    modes = [event.split(" ")[1] for event in seen.events if event.startswith("forward")]
    named = expect(sorted(set(modes)), en="mode in which the model answered", ko="모델이 답할 때의 모드")
    named.equals(["eval"])


@check(en="no gradient is recorded", ko="기울기를 위한 기록을 남기지 않아요")
def test_no_graph(learner, rng, device, expect):
    model = network(device)
    with watch(model[-1]) as seen:
        learner.evaluate(model, load(rng, 8, 3), nn.CrossEntropyLoss(), device)
    recording = [event.split(" ")[2] for event in seen.events if event.startswith("forward")]
    named = expect(sorted(set(recording)), en="whether gradients are recorded", ko="기울기 기록 여부")
    named.equals(["no_grad"])


@check(en="afterwards gradients are recorded or not, as before", ko="기울기를 기록할지 말지도 평가 전과 같아요")
def test_recording_restored(learner, rng, device, expect):
    after = {}
    for before in (True, False):
        with torch.set_grad_enabled(before):
            learner.evaluate(network(device), load(rng, 5, 3), nn.CrossEntropyLoss(), device)
            after[before] = torch.is_grad_enabled()
    words = {True: "on", False: "off"}
    expect.that(
        after == {True: True, False: False},
        en="Whether torch records gradients, before and after evaluate:",
        ko="evaluate 전과 후에 torch가 기울기를 기록하는지예요:",
        got=[f"{words[before]} → {words[now]}" for before, now in after.items()],
        want=["on → on", "off → off"],
    )


@check(en="the model has the same mode afterwards as before", ko="평가가 끝나면 모델이 원래 모드로 돌아와 있어요")
def test_mode_restored(learner, rng, device, expect):
    modes = []
    for before in (True, False):
        model = network(device).train(before)
        learner.evaluate(model, load(rng, 5, 3), nn.CrossEntropyLoss(), device)
        modes.append([before, *(module.training for module in model.modules())])
    names = [" → ".join("train" if mode else "eval" for mode in (before, after)) for before, after, *_ in modes]
    expect.that(
        all(len(set(mode)) == 1 for mode in modes),
        en="The mode of the model before and after evaluate:",
        ko="evaluate 전과 후의 모델 모드예요:",
        got=names,
        want=["train → train", "eval → eval"],
    )


@check(
    en="parameters, gradients and running statistics stay as they were", ko="파라미터, 기울기, 이동 통계가 그대로예요"
)
def test_untouched(learner, rng, device, expect):
    model = moody_network(device).eval()
    loader = load(rng, 8, 3)
    x, y = loader.dataset.tensors
    with torch.enable_grad():
        nn.functional.cross_entropy(model(x), y).backward()
    gradients = [parameter.grad.clone() for parameter in model.parameters()]
    with expect.untouched(model):
        learner.evaluate(model, loader, nn.CrossEntropyLoss(), device)
    same = [p.grad is not None and torch.equal(p.grad, g) for p, g in zip(model.parameters(), gradients, strict=True)]
    expect.that(
        all(same),
        en="evaluate changed the gradients that training had left in the model.",
        ko="학습이 모델에 남겨 둔 기울기를 evaluate가 바꿨어요.",
        got={"gradients as before": same},
    )
    trainable = [parameter.requires_grad for parameter in model.parameters()]
    expect.that(
        all(trainable),
        en="After evaluate, parameters of the model no longer want gradients (requires_grad is False).",
        ko="evaluate 뒤에 기울기를 받지 않는 파라미터가 있어요(requires_grad가 False예요).",
        got={"requires_grad": trainable},
    )


@check(
    en="asked twice it answers alike, and random numbers go on as before",
    ko="두 번 물어도 답이 같고, 난수의 흐름도 바꾸지 않아요",
)
def test_repeatable(learner, rng, device, expect):
    model, loader = moody_network(device).train(), load(rng, 30, 8)
    before = torch.get_rng_state()
    one = pair(learner.evaluate(copy.deepcopy(model), loader, nn.CrossEntropyLoss(), device), expect)
    undisturbed = torch.equal(before, torch.get_rng_state())
    two = pair(learner.evaluate(copy.deepcopy(model), loader, nn.CrossEntropyLoss(), device), expect)
    expect(list(two), en="the second answer", ko="두 번째 답").close_to(list(one))
    expect.that(
        undisturbed,
        en="evaluate drew or reset random numbers: training would go on differently after it.",
        ko="evaluate가 난수를 뽑거나 시드를 다시 정했어요. 그러면 그 뒤의 학습이 달라져요.",
        got=undisturbed,
    )


@check(en="images and labels are moved to the device", ko="입력과 정답을 장치로 옮겨요")
def test_moved(learner, rng, device, expect):
    model, stayed = network(device), set()

    def collate(samples):
        return [torch.stack(column).as_subclass(Unmoved) for column in zip(*samples, strict=True)]

    def loss_fn(output, labels):
        if isinstance(labels, Unmoved):
            stayed.add("y")
        return nn.functional.cross_entropy(output, labels)

    def look(_, inputs):
        if isinstance(inputs[0], Unmoved):
            stayed.add("x")

    model.register_forward_pre_hook(look)
    loader = DataLoader(load(rng, 7, 3).dataset, batch_size=3, collate_fn=collate)
    learner.evaluate(model, loader, loss_fn, torch.device(device.type, device.index or 0))
    expect.that(
        not stayed,
        en="The batch was used where the loader left it. Not moved to `device`:",
        ko="배치를 로더가 준 자리에서 그대로 썼어요. `device`로 옮기지 않은 것이에요:",
        got=sorted(stayed),
        want=[],
    )


@check(en="on 1,797 real digits both numbers are right", ko="진짜 손글씨 1,797장에서도 두 값이 맞아요")
def test_digits(learner, device, data, expect):
    images, labels = data.digits()
    x = torch.tensor(images.reshape(-1, 64) / 16, dtype=torch.float32)
    y = torch.tensor(labels)
    model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10)).to(device)
    loader = DataLoader(TensorDataset(x, y), batch_size=256, generator=torch.Generator())
    loss, accuracy = pair(learner.evaluate(model, loader, nn.CrossEntropyLoss(), device), expect)
    with torch.no_grad():
        scores = model(x.to(device))
    want = nn.functional.cross_entropy(scores, y.to(device)).item()
    expect(loss, en="loss on 1797 digits", ko="숫자 1797개의 손실").close_to(want, rtol=1e-4)
    right = (scores.argmax(1).cpu() == y).float().mean().item()
    expect(accuracy, en="accuracy on 1797 digits", ko="숫자 1797개의 정확도").close_to(right)
