"""Checks for standardize."""

import numpy as np
import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20
# A column around 300 with a spread of 1 is known to some 1e-5 in float32, and its mean adds to that.
CLOSE = {"rtol": 1e-3, "atol": 5e-4}


def table(rng, rows, columns):
    """A table whose columns differ in place and scale."""
    scales = torch.logspace(0, 2, columns).to(rng.normal(1))
    return rng.normal(rows, columns) * scales + 3 * scales.flip(0)


def table64(rng, rows, columns):
    """A float64 table on the CPU, because not every accelerator has float64."""
    return torch.from_numpy(rng.array(rows, columns, dtype="float64"))


def tables_with(number, rows, rng):
    """Tables with a column of that number, in both precisions, alone and beside others."""
    for x in (rng.normal(3, rows).T, table64(rng, 3, rows).T):  # columns in one line of memory are summed differently
        x[:, -1] = number
        yield x[:, -1:].clone()
        yield x


def wanted(x):
    array = x.detach().cpu().numpy().astype("float64")
    constant = array.max(axis=0) == array.min(axis=0)
    result = (array - array.mean(axis=0)) / np.where(constant, 1.0, array.std(axis=0))
    return torch.from_numpy(np.where(constant, 0.0, result)).to(x)


@check(
    en="the shape stays (N, D), for one row and for as many rows as columns",
    ko="모양은 (N, D) 그대로예요. 한 행이어도, 행과 열의 수가 같아도 그래요",
)
def test_shape(learner, rng, expect):
    for rows, columns in ((6, 3), (1, 4), (5, 5), (7, 1), (rng.integer(5, 20), rng.integer(2, 9))):
        expect(learner.standardize(table(rng, rows, columns))).is_a(torch.Tensor).shape(rows, columns)


@check(en="each column gets mean 0 and standard deviation 1", ko="열마다 평균 0, 표준편차 1이 돼요")
def test_values(learner, rng, device, expect):
    small = torch.tensor([[1.0, 10.0], [2.0, 30.0], [3.0, 80.0]], device=device)
    expect(learner.standardize(small.clone())).close_to(wanted(small), **CLOSE)
    for rows, columns in ((5, 3), (9, 4), (rng.integer(6, 20), 5)):
        x = table(rng, rows, columns)
        expect(learner.standardize(x.clone())).close_to(wanted(x), **CLOSE)


@check(en="a square table is standardized by columns too", ko="행과 열의 수가 같은 표도 열마다 맞춰요")
def test_square(learner, rng, expect):
    x = table(rng, 6, 6)
    expect(learner.standardize(x.clone())).close_to(wanted(x), **CLOSE)


@check(en="a column of equal values becomes 0", ko="값이 모두 같은 열은 0이 돼요")
def test_constant_column(learner, rng, expect):
    x = table(rng, 8, 3)
    x[:, 1] = 2.5
    expect(learner.standardize(x.clone())).close_to(wanted(x), **CLOSE)
    x[:, 1] = torch.tensor([2.5, 1.0, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5]).to(x)
    named = expect(learner.standardize(x.clone()), en="a column with one other value", ko="값 하나만 다른 열")
    named.close_to(wanted(x), **CLOSE)
    one = table(rng, 1, 3)
    expect(learner.standardize(one.clone())).close_to(wanted(one), **CLOSE)


@check(
    en="so does a column of 0.1, whose computed standard deviation need not be exactly 0",
    ko="0.1로만 된 열도 그래요. 계산한 표준편차가 꼭 0으로 나오지는 않아요",
)
def test_rounding(learner, rng, expect):
    for number, rows in ((0.1, 7), (-0.7, 13), (1234.567, 50), (0.1, 50), (1 / 3, 178)):
        for x in tables_with(number, rows, rng):
            named = expect(
                learner.standardize(x.clone(memory_format=torch.preserve_format)),
                en=f"a {x.dtype} column of {rows} times {number:.6g}".replace("torch.", ""),
                ko=f"{number:.6g}이 {rows}번인 {x.dtype} 열".replace("torch.", ""),
            )
            named.close_to(wanted(x), rtol=1e-3, atol=1e-3)


@check(en="a narrow column is scaled like any other", ko="폭이 아주 좁은 열도 똑같이 맞춰요")
def test_narrow_column(learner, rng, expect):
    for scale in (1e-4, 1e-6):
        x = rng.normal(9, 3)
        x[:, 1] = scale * x[:, 1]
        expect(learner.standardize(x.clone()), en=f"a column {scale} wide", ko=f"폭이 {scale}쯤인 열").close_to(
            wanted(x), **CLOSE
        )
    x = table64(rng, 9, 3)
    x[:, 1] = 300 + 1e-4 * x[:, 1]
    expect(
        learner.standardize(x.clone()), en="a float64 column around 300, 0.0001 wide", ko="300 언저리, 폭 0.0001인 열"
    ).close_to(wanted(x), **CLOSE)


@check(en="float32 stays float32, float64 stays float64", ko="float32는 float32로, float64는 float64로 남아요")
def test_dtype(learner, rng, expect):
    for dtype in ("float32", "float64"):
        expect(learner.standardize(torch.from_numpy(rng.array(6, 3, dtype=dtype)))).dtype(dtype)
    x = table64(rng, 7, 3)
    expect(learner.standardize(x.clone()), en="a float64 table", ko="float64 표").close_to(
        wanted(x), rtol=1e-9, atol=1e-9
    )


@check(en="it works on any device and in any precision", ko="어느 장치, 어느 정밀도에서나 동작해요")
def test_portable(learner, rng, expect):
    expect.follows_device(learner.standardize, rng.normal(4, 3), shape=(4, 3))
    expect.follows_dtype(learner.standardize, rng.normal(4, 3), dtypes=("float64", "float16"))


@check(en="the table of the caller stays as it is", ko="넘겨준 표는 바뀌지 않아요")
def test_untouched(learner, rng, expect):
    for x in (table(rng, 6, 3), table64(rng, 6, 3)):
        with expect.untouched(x, means="alias.mutation"):
            learner.standardize(x)


@check(
    en="13 measurements of real wines, 0.1 to 300 wide, become comparable",
    ko="폭이 0.1에서 300까지 제각각인 진짜 와인의 13가지 값을 나란히 견줄 수 있게 돼요",
)
def test_wine(learner, data, expect):
    x = torch.from_numpy(data.wine()[0])
    expect(learner.standardize(x.clone())).close_to(wanted(x), **CLOSE)
