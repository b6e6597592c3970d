"""Checks for linear_backward."""

import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 10

SIZES = ((4, 3, 2), (5, 2, 3), (1, 3, 2), (6, 4, 1), (3, 1, 4), (7, 5, 2))
SQUARE = ((3, 3, 3), (2, 2, 2), (1, 1, 1), (4, 4, 2))
NAMES = ("dX", "dW", "db")


@check(en="dX, dW and db have the shapes of X, W and b", ko="dX, dW, db의 모양이 X, W, b와 같아요")
def test_shapes(learner, rng, expect):
    for size in SIZES:
        X, W, b, Y = problem(rng, *size)
        dX, dW, db = three(expect, learner.linear_backward(X, W, b, Y))
        expect(db, en="db", ko="db").shape(*b.shape)
        expect(dW, en="dW", ko="dW").shape(*W.shape)
        expect(dX, en="dX", ko="dX").shape(*X.shape)
        for name, found in zip(NAMES, (dX, dW, db), strict=True):
            expect(found, en=name, ko=name).is_a(torch.Tensor)


@check(
    en="on three points by hand, dW is −9.3333 and db is −4", ko="점 세 개를 손으로 계산하면 dW는 −9.3333, db는 −4예요"
)
def test_by_hand(learner, device, expect):
    X = torch.tensor([[1.0], [2.0], [3.0]], device=device)
    W, b = torch.zeros(1, 1, device=device), torch.zeros(1, device=device)
    _, dW, db = three(expect, learner.linear_backward(X, W, b, X.clone()))
    expect(dW, en="dW", ko="dW").close_to(torch.tensor([[-28 / 3]], device=device))
    expect(db, en="db", ko="db").close_to(torch.tensor([-4.0], device=device))


@check(en="dW is what autograd gets", ko="dW가 autograd의 값과 같아요")
def test_dw(learner, rng, expect):
    agrees(learner, rng, expect, SIZES, 1)


@check(en="db is what autograd gets", ko="db가 autograd의 값과 같아요")
def test_db(learner, rng, expect):
    agrees(learner, rng, expect, SIZES, 2)


@check(en="dX is what autograd gets", ko="dX가 autograd의 값과 같아요")
def test_dx(learner, rng, expect):
    agrees(learner, rng, expect, SIZES, 0)


@check(
    en="square shapes work too, where a wrong product would fit", ko="틀린 곱도 모양이 맞는 정사각 모양에서도 맞아요"
)
def test_square(learner, rng, expect):
    for index in (1, 2, 0):
        agrees(learner, rng, expect, SQUARE, index)


@check(en="float64 stays float64, with all its digits", ko="float64는 자릿수를 모두 지킨 채 float64로 남아요")
def test_float64(learner, rng, expect):
    sources = [rng.array(*shape, dtype="float64") for shape in ((5, 3), (3, 2), (2,), (5, 2))]
    inputs = [torch.from_numpy(source) for source in sources]
    wanted = expected(*inputs)
    found = three(expect, learner.linear_backward(*inputs))
    for name, mine, want in zip(NAMES, found, wanted, strict=True):
        expect(mine, en=name, ko=name).close_to(want, rtol=1e-10, atol=1e-12)


@check(en="it works on any device and in any precision", ko="어느 장치, 어느 정밀도에서나 동작해요")
def test_portable(learner, rng, expect):
    inputs = problem(rng, 4, 3, 2)
    expect.follows_device(learner.linear_backward, *inputs, shape=(4, 3))
    expect.follows_dtype(learner.linear_backward, *inputs, dtypes=("float64", "float16"))


@check(en="X, W, b and Y stay as they are", ko="X, W, b, Y는 그대로예요")
def test_untouched(learner, rng, expect):
    inputs = problem(rng, 4, 3, 2)
    with expect.untouched(*inputs):
        three(expect, learner.linear_backward(*inputs))


@check(en="autograd records nothing: it is done by hand", ko="autograd가 기록하는 것이 없어요. 손으로 계산해요")
def test_no_autograd(learner, rng, expect):
    expect.avoids("jacfwd", "jvp", "forward_ad", means="linear_backward.autograd")  # these save no tensors
    saved = []

    def notice(tensor):
        saved.append(1)
        return tensor

    try:
        with torch.autograd.graph.saved_tensors_hooks(notice, lambda tensor: tensor):
            found = three(expect, learner.linear_backward(*problem(rng, 4, 3, 2)))
    except RuntimeError as error:  # torch.func refuses to run inside these hooks
        if "saved tensor hooks" not in str(error):
            raise
        saved.append(1)
    expect.that(
        not saved,
        en="Autograd was recording while your function ran.",
        ko="함수가 실행되는 동안 autograd가 기록했어요.",
        got="autograd",
        means="linear_backward.autograd",
    )
    for name, mine in zip(NAMES, found, strict=True):
        expect(mine, en=name, ko=name).no_graph()


@check(
    en="gradient descent with these gradients fits the diabetes data",
    ko="이 기울기로 경사 하강법을 하면 당뇨병 데이터에 맞춰져요",
)
def test_diabetes(learner, data, device, expect, metrics):
    features, target = data.diabetes()
    X = torch.from_numpy((features - features.mean(0)) / features.std(0)).float().to(device)
    Y = torch.from_numpy((target - target.mean()) / target.std()).float().to(device)[:, None]
    W, b = torch.zeros(10, 1, device=device), torch.zeros(1, device=device)
    want_W, want_b = W.clone(), b.clone()
    for _ in range(20):
        _, dW, db = three(expect, learner.linear_backward(X, W, b, Y))
        expect(dW, en="dW", ko="dW").shape(10, 1)
        expect(db, en="db", ko="db").shape(1)
        W, b = W - 0.1 * dW, b - 0.1 * db
        _, dW, db = expected(X, want_W, want_b, Y)
        want_W, want_b = want_W - 0.1 * dW, want_b - 0.1 * db
        loss = ((X @ W + b - Y) ** 2).mean()
        expect(loss, en="the loss", ko="손실").finite()
        metrics.log("loss", loss.item())
    expect(W, en="the weights after 20 steps", ko="20걸음 뒤의 가중치").close_to(want_W, rtol=1e-3, atol=1e-4)


def problem(rng, m, d_in, d_out):
    return rng.normal(m, d_in), rng.normal(d_in, d_out), rng.normal(d_out), rng.normal(m, d_out)


def three(expect, result):
    """Return the three parts of the learner's result, once it has three."""
    expect.that(
        isinstance(result, tuple | list) and len(result) == 3,
        en="Three gradients are expected, as a tuple: dX, dW, db.",
        ko="기울기 세 개를 튜플로 돌려줘야 해요: dX, dW, db.",
        got=result,
        want="(dX, dW, db)",
    )
    return result


def agrees(learner, rng, expect, sizes, index):
    for size in sizes:
        inputs = problem(rng, *size)
        want = expected(*inputs)[index]
        found = three(expect, learner.linear_backward(*inputs))[index]
        expect(found, en=NAMES[index], ko=NAMES[index]).close_to(want, rtol=1e-4, atol=1e-5)


def expected(X, W, b, Y):
    leaves = [tensor.detach().clone().requires_grad_() for tensor in (X, W, b)]
    return torch.autograd.grad(((leaves[0] @ leaves[1] + leaves[2] - Y) ** 2).mean(), leaves)
