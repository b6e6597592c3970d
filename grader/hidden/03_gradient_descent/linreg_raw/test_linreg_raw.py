"""Checks for linreg_raw."""

import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


def start(rng, size):
    """Fresh leaves w (size,) and b (), at random numbers."""
    w = rng.normal(size).requires_grad_()
    b = rng.normal().requires_grad_()
    return w, b


def copies(w, b):
    """The same numbers in leaves of their own."""
    return w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()


def joined(w, b):
    """w and b in one vector, so that one comparison sees both."""
    return torch.cat([w.detach().reshape(-1), b.detach().reshape(-1)])


@check(en="one step moves w and b against their gradients", ko="한 스텝이 w와 b를 기울기 반대쪽으로 옮겨요")
def test_one_step(learner, rng, expect):
    for rows, columns in ((1, 1), (5, 3), (4, 4)):
        x, y = rng.normal(rows, columns), rng.normal(rows)
        w, b = start(rng, columns)
        wrong = x @ w.detach() + b.detach() - y
        want_w = w.detach() - 0.1 * 2 / rows * x.T @ wrong
        want_b = b.detach() - 0.1 * 2 * wrong.mean()
        learner.fit(x, y, w, b, lr=0.1, steps=1)
        expect(joined(w, b), en="w and b after one step", ko="한 스텝 뒤의 w와 b").close_to(
            torch.cat([want_w, want_b.reshape(1)]), rtol=1e-4, atol=1e-5
        )


@check(
    en="twenty steps follow gradient descent, each from its own gradient",
    ko="스무 스텝이 저마다 자기 기울기만으로 경사 하강법을 따라가요",
)
def test_twenty_steps(learner, reference, rng, expect):
    for rows, columns in ((1, 2), (12, 3), (5, 5)):
        x, y = rng.normal(rows, columns), rng.normal(rows)
        w, b = start(rng, columns)
        want_w, want_b = copies(w, b)
        reference.fit(x, y, want_w, want_b, lr=0.05, steps=20)
        learner.fit(x, y, w, b, lr=0.05, steps=20)
        expect(joined(w, b), en="w and b after 20 steps", ko="20스텝 뒤의 w와 b").close_to(
            joined(want_w, want_b), rtol=1e-4, atol=1e-5
        )


@check(en="a second call goes on where the first one ended", ko="두 번째로 부르면 첫 번째가 끝난 곳에서 이어져요")
def test_second_call(learner, reference, rng, expect):
    x, y = rng.normal(6, 3), rng.normal(6)
    w, b = start(rng, 3)
    want_w, want_b = copies(w, b)
    reference.fit(x, y, want_w, want_b, lr=0.05, steps=5)
    for steps in (2, 3):
        learner.fit(x, y, w, b, lr=0.05, steps=steps)
    expect(joined(w, b), en="w and b after 2 and 3 more steps", ko="2스텝 뒤에 3스텝을 더 밟은 w와 b").close_to(
        joined(want_w, want_b), rtol=1e-4, atol=1e-5
    )


@check(en="the result is a list with the loss before each update", ko="결과는 갱신 전의 손실을 담은 리스트예요")
def test_losses(learner, reference, rng, expect):
    x, y = rng.normal(9, 2), rng.normal(9)
    w, b = start(rng, 2)
    want = reference.fit(x, y, *copies(w, b), lr=0.1, steps=7)
    losses = learner.fit(x, y, w, b, lr=0.1, steps=7)
    expect(losses, en="the result", ko="결과").is_a(list)
    for loss in losses:
        expect(loss, en="one loss of the list", ko="리스트의 손실 하나").is_a(float)
    expect(losses, en="the losses", ko="손실들").close_to(want, rtol=1e-4, atol=1e-5, dtype=False)
    w, b = start(rng, 2)
    want = reference.fit(x, y, *copies(w, b), lr=1.5, steps=4)
    losses = learner.fit(x, y, w, b, lr=1.5, steps=4)
    expect(losses, en="the losses with lr = 1.5", ko="lr = 1.5일 때의 손실들").close_to(want, rtol=1e-3, dtype=False)


@check(en="w and b stay leaves that collect gradients", ko="w와 b는 기울기를 모으는 잎(leaf) 텐서로 남아요")
def test_leaves(learner, rng, expect):
    x, y = rng.normal(6, 3), rng.normal(6)
    w, b = start(rng, 3)
    before = joined(w, b)
    learner.fit(x, y, w, b, lr=0.1, steps=3)
    for tensor, name in ((w, "w"), (b, "b")):
        expect(tensor, en=name, ko=name).leaf().in_graph()
    expect.that(
        not torch.equal(before, joined(w, b)),
        en="The tensors w and b that were handed in still hold their old numbers.",
        ko="넘겨받은 텐서 w와 b에 예전 값이 그대로 남아 있어요.",
        got=joined(w, b),
    )


@check(en="x and y stay as they were", ko="x와 y는 그대로예요")
def test_data_untouched(learner, rng, expect):
    x, y = rng.normal(6, 3), rng.normal(6)
    w, b = start(rng, 3)
    with expect.untouched(x, y):
        learner.fit(x, y, w, b, lr=0.1, steps=3)


@check(en="the update is written by hand, without an optimizer object", ko="옵티마이저 객체 없이 갱신을 직접 써요")
def test_by_hand(learner, rng, expect):
    expect.avoids("optim", "SGD", "Adam", "AdamW", "RMSprop", "Adagrad")
    x, y = rng.normal(3, 2), rng.normal(3)
    learner.fit(x, y, *start(rng, 2), lr=0.1, steps=1)


@check(en="it fits the diabetes data: R² is 0.40 or more", ko="당뇨병 데이터를 잘 맞춰요: R²가 0.40 이상이에요")
def test_diabetes(learner, data, device, metrics, expect):
    features, target = data.diabetes()
    x = torch.tensor((features - features.mean(0)) / features.std(0), dtype=torch.float32, device=device)
    y = torch.tensor((target - target.mean()) / target.std(), dtype=torch.float32, device=device)
    w = torch.zeros(x.shape[1], device=device, requires_grad=True)
    b = torch.zeros((), device=device, requires_grad=True)
    losses = learner.fit(x, y, w, b, lr=0.1, steps=100)
    expect(losses, en="the result", ko="결과").is_a(list)
    for loss in losses:
        expect(loss, en="one loss of the list", ko="리스트의 손실 하나").is_a(float)
        metrics.log("loss", loss)
    with torch.no_grad():
        r2 = 1 - ((x @ w + b - y) ** 2).mean() / ((y - y.mean()) ** 2).mean()
    expect(float(r2), en="R²", ko="R²").between(0.40, 1.0)
