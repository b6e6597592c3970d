"""Checks for train_one_epoch."""

import copy
import weakref

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from grader.vocabulary import check, watch

FAMILY = "torch"
SECONDS = 20


def network(device, dropout=0.0):
    layers = [nn.Linear(5, 6), nn.Tanh(), nn.Dropout(dropout), nn.Linear(6, 3)]
    return nn.Sequential(*layers).to(device)


def load(rng, samples, size, **how):
    return DataLoader(TensorDataset(rng.normal(samples, 5), rng.labels(samples, 3)), batch_size=size, **how)


def standing_still(model):
    """Return an optimizer that takes steps of length zero, so that each check sees one mechanism alone."""
    return torch.optim.SGD(model.parameters(), lr=0.0)


def numbers(model):
    return torch.cat([parameter.detach().flatten() for parameter in model.parameters()])


def gradients_at_steps(optimizer):
    """Return a list that gets the gradients that each step used. They are read after it, as a closure computes them."""
    rows = []

    def note(used, *_):
        gradients = [parameter.grad for group in used.param_groups for parameter in group["params"]]
        rows.append(torch.cat([torch.zeros(1) if g is None else g.detach().flatten().cpu() for g in gradients]))

    optimizer.register_step_post_hook(note)
    return rows


class Counted(DataLoader):
    """A loader that counts the batches it hands out."""

    taken = 0

    def __iter__(self):
        for batch in super().__iter__():
            self.taken += 1
            yield batch


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


@check(en="it returns one Python float", ko="파이썬 float 하나를 돌려줘요")
def test_float(learner, rng, device, expect):
    model = network(device)
    result = learner.train_one_epoch(model, load(rng, 7, 3), nn.CrossEntropyLoss(), standing_still(model), device)
    expect(result).no_graph().is_a(float).finite()


@check(en="the loss is the mean over all samples of the epoch", ko="손실은 한 에폭의 모든 샘플에 대한 평균이에요")
def test_mean(learner, reference, rng, device, expect):
    loaders = [load(rng, *sizes) for sizes in [(10, 4), (9, 8), (6, 3), (5, 5), (1, 4), (rng.integer(20, 30), 7)]]
    for loader in [*loaders, load(rng, 10, 4, drop_last=True)]:
        model = network(device)
        result = learner.train_one_epoch(model, loader, nn.CrossEntropyLoss(), standing_still(model), device)
        want = reference.train_one_epoch(model, loader, nn.CrossEntropyLoss(), standing_still(model), device)
        sizes = [len(y) for _, y in loader]
        expect(result, en=f"loss with batches of {sizes}", ko=f"크기가 {sizes}인 배치들의 손실").close_to(want)


@check(en="the loss is the one that `loss_fn` computes", ko="손실은 받은 `loss_fn`이 계산한 값이에요")
def test_given_loss(learner, reference, rng, device, expect):
    for loss_fn in (nn.MultiMarginLoss(), nn.CrossEntropyLoss(label_smoothing=0.2)):
        model, loader = network(device), load(rng, 8, 3)
        result = learner.train_one_epoch(model, loader, loss_fn, standing_still(model), device)
        want = reference.train_one_epoch(model, loader, loss_fn, standing_still(model), device)
        expect(result, en=f"loss with {loss_fn}", ko=f"{loss_fn}로 구한 손실").close_to(want)


@check(en="a batch goes into the model in the shape that it has", ko="배치는 원래 모양 그대로 모델에 들어가요")
def test_shape_of_batches(learner, rng, device, expect):
    model, shapes = nn.Sequential(nn.Flatten(), nn.Linear(12, 3)).to(device), []
    model[0].register_forward_pre_hook(lambda _, inputs: shapes.append(list(inputs[0].shape)))
    loader = DataLoader(TensorDataset(rng.normal(5, 1, 3, 4), rng.labels(5, 3)), batch_size=3)
    learner.train_one_epoch(model, loader, nn.CrossEntropyLoss(), standing_still(model), device)
    named = expect(shapes, en="shapes that the model was given", ko="모델이 받은 모양")
    named.equals([[3, 1, 3, 4], [2, 1, 3, 4]])


@check(
    en="each batch goes forward, then backward, then one step",
    ko="배치마다 순전파, 역전파, 스텝이 한 번씩 차례로 일어나요",
)
def test_order(learner, rng, device, expect):
    model = network(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with watch(model[-1], optimizer) as seen:
        learner.train_one_epoch(model, load(rng, 10, 4), nn.CrossEntropyLoss(), optimizer, device)
    events = [event.split(" ")[0] if event.startswith("forward") else event for event in seen.events if event != "zero"]
    kinds = [event.split(" ")[0] for event in events]
    # torch.autograd.grad gives no backward event, and step(closure) is noted before the closure runs.
    # The next checks look at the gradients that the steps used.
    if events != ["forward", "step"] * 3 and kinds != ["step", "forward", "backward"] * 3:
        expect(events, en="what happened", ko="일어난 일").equals(["forward", "backward", "step"] * 3)


@check(en="it goes through the loader once", ko="로더를 한 번만 돌아요")
def test_one_pass(learner, rng, device, expect):
    model = network(device)
    loader = Counted(load(rng, 10, 4).dataset, batch_size=4)
    learner.train_one_epoch(model, loader, nn.CrossEntropyLoss(), standing_still(model), device)
    named = expect(loader.taken, en="batches taken from a loader of 3", ko="배치 3개인 로더에서 꺼낸 배치 수")
    named.equals(3)


@check(en="each step uses the gradient of its own batch alone", ko="스텝마다 그 배치의 기울기만 써요")
def test_fresh_gradients(learner, reference, rng, device, expect):
    model, loader = network(device), load(rng, 10, 4)
    rows = {}
    for name, module, copied in (("got", learner, copy.deepcopy(model)), ("want", reference, copy.deepcopy(model))):
        optimizer = standing_still(copied)
        rows[name] = gradients_at_steps(optimizer)
        for _ in range(2):
            module.train_one_epoch(copied, loader, nn.CrossEntropyLoss(), optimizer, device)
    got, want = rows["got"], rows["want"]
    expect(len(got), en="optimizer steps in two epochs of 3 batches", ko="배치 3개로 두 에폭 동안의 스텝 수").equals(6)
    close = [a.shape == b.shape and torch.allclose(a, b, 1e-4, 1e-6) for a, b in zip(got, want, strict=True)]
    expect.that(
        all(close),
        en="The optimizer stepped with gradients that are not those of the current batch. Their sizes, step by step:",
        ko="옵티마이저가 지금 배치의 것이 아닌 기울기로 스텝을 밟았어요. 스텝별 기울기 크기예요:",
        got=[round(row.norm().item(), 5) for row in got],
        want=[round(row.norm().item(), 5) for row in want],
    )


@check(
    en="after two epochs the parameters are where SGD and Adam bring them",
    ko="두 에폭 뒤 파라미터가 SGD와 Adam이 데려가는 자리에 있어요",
)
def test_trajectory(learner, reference, rng, device, expect):
    def momentum(model):
        return torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)

    def adam(model):
        return torch.optim.Adam(model.parameters(), lr=0.01)

    for name, make in (("SGD", momentum), ("Adam", adam)):
        mine, loader = network(device), load(rng, 10, 4)
        theirs = copy.deepcopy(mine)
        for module, model in ((learner, mine), (reference, theirs)):
            optimizer = make(model)
            for _ in range(2):
                module.train_one_epoch(model, loader, nn.CrossEntropyLoss(), optimizer, device)
        named = expect(numbers(mine), en=f"parameters after two epochs of {name}", ko=f"{name} 두 에폭 뒤의 파라미터")
        named.close_to(numbers(theirs), rtol=1e-4)


@check(en="the model trains in training mode", ko="모델이 학습 모드에서 학습해요")
def test_mode(learner, rng, device, expect):
    model = network(device, dropout=0.5).eval()
    with watch(model[-1]) as seen:
        learner.train_one_epoch(model, load(rng, 7, 3), nn.CrossEntropyLoss(), standing_still(model), device)
    modes = [event.split(" ")[1] for event in seen.events if event.startswith("forward")]
    expect(modes, en="mode of the model at each batch", ko="배치마다 모델의 모드").equals(["train"] * 3)


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
    dataset = load(rng, 7, 3).dataset
    loader = DataLoader(dataset, batch_size=3, collate_fn=collate)
    given = torch.device(device.type, device.index or 0)
    learner.train_one_epoch(model, loader, loss_fn, standing_still(model), given)
    expect.that(
        not stayed,
        en="The batch was used where the loader left it. Not moved to `device`:",
        ko="배치를 로더가 준 자리에서 그대로 썼어요. `device`로 옮기지 않은 것이에요:",
        got=sorted(stayed),
        want=[],
    )


@check(en="no batch's graph outlives the batch", ko="배치가 끝나면 그 배치의 그래프도 사라져요")
def test_graphs_are_freed(learner, rng, device, expect):
    model, graphs, alive = network(device), [], []

    def loss_fn(output, labels):
        alive.append(sum(graph() is not None for graph in graphs))
        loss = nn.functional.cross_entropy(output, labels)

        def mark(_):
            return None

        if loss.requires_grad:
            loss.register_hook(mark)
            graphs.append(weakref.ref(mark))
        return loss

    learner.train_one_epoch(model, load(rng, 12, 2), loss_fn, standing_still(model), device)
    expect.that(
        all(count <= 1 for count in alive),
        en="Graphs of earlier batches that were still in memory, batch by batch:",
        ko="배치마다 메모리에 남아 있던 이전 배치들의 그래프 수예요:",
        got=alive,
        want="≤ 1",
        means="loop.loss_keeps_graph" if alive == [0, 1, 2, 3, 4, 5] else None,
    )


@check(
    en="your loop teaches a network to read handwriting: at least 93 % of unseen digits",
    ko="여러분의 학습 루프로 신경망이 손글씨를 읽어요: 처음 보는 숫자의 93 % 이상",
)
def test_digits(learner, device, data, metrics, expect):
    images, labels = data.digits()
    x = torch.tensor(images.reshape(-1, 64) / 16, dtype=torch.float32)
    y = torch.tensor(labels)
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(0))
    train, test = order[:1437], order[1437:]
    model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10)).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    loader = DataLoader(TensorDataset(x[train], y[train]), batch_size=64, shuffle=True)
    for _ in range(10):
        loss = learner.train_one_epoch(model, loader, nn.CrossEntropyLoss(), optimizer, device)
        expect(loss, en="loss of an epoch", ko="한 에폭의 손실").finite()
        metrics.log("loss", float(loss))
    expect(loss, en="loss of the tenth epoch", ko="열 번째 에폭의 손실").between(0.01, 0.25)
    model.eval()
    with torch.no_grad():
        right = (model(x[test].to(device)).argmax(1).cpu() == y[test]).float().mean().item()
    expect(right, en="share of unseen digits read right", ko="처음 보는 숫자를 맞힌 비율").between(0.93, 1.0)
