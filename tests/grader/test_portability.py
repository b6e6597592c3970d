"""Code that is tied to one device or one dtype shows on a machine with a CPU alone."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from grader.vocabulary.expect import Expect
from grader.vocabulary.unmet import Unmet

ROOT = Path(__file__).parents[2]
X = torch.arange(6.0).reshape(2, 3)


@pytest.fixture
def expect():
    return Expect(ast.parse(""))


class Shifted(nn.Module):
    """`how` the shift is kept decides whether it moves along."""

    def __init__(self, how):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(3))
        if how == "buffer":
            self.register_buffer("shift", torch.ones(3))
        else:
            self.shift = torch.ones(3)

    def forward(self, x):
        return self.scale * x + self.shift


def indexed(x):
    return x[torch.arange(2), torch.zeros(2, dtype=torch.int64)]


PORTABLE = {
    "plain arithmetic": lambda x: (x - x.mean(0)) / x.std(0),
    "a number of Python": lambda x: x * 2 + torch.tensor(3.0).item(),
    "made like the input": lambda x: x + torch.ones_like(x) + x.new_zeros(3),
    "made where the input is": lambda x: x @ torch.ones(3, 3, device=x.device, dtype=x.dtype),
    "a tensor without axes": lambda x: x * torch.tensor(2.0),
    "picked with an index from elsewhere": indexed,
    "several results": lambda x: (x, {"a": [x.sum()]}),
    "labels beside": lambda x: (x * 2, x.argmax(1)),
    "moved there": lambda x: torch.ones(3).to(x) + x,
    "a module": nn.Linear(3, 2),
}


@pytest.mark.parametrize("function", PORTABLE.values(), ids=PORTABLE)
def test_code_that_follows_its_input_holds(expect, function):
    if isinstance(function, nn.Module):
        expect.follows_device(lambda model, x: model(x), function, X, shape=(2, 2))
        expect.follows_dtype(lambda model, x: model(x), function, X)
    else:
        expect.follows_device(function, X)
        expect.follows_dtype(function, X)


TIED_TO_A_DEVICE = {
    "made on the CPU": lambda x: torch.zeros(3),
    "added to what was made on the CPU": lambda x: x + torch.ones(3),
    "multiplied with what was made on the CPU": lambda x: x @ torch.ones(3, 3),
    "joined to what was made on the CPU": lambda x: torch.cat([x, torch.ones(1, 3)]),
    "filled into what was made on the CPU": lambda x: torch.zeros(2, 3).copy_(torch.ones(2, 3)),
    "one of two results": lambda x: (x, torch.ones(1)),
    "a device written into the code": lambda x: torch.ones(2, 3, device="cpu") * x,
    "a table made on the CPU, asked by the data": lambda x: torch.eye(3)[(x > 0).long()].to(x.device),
    "chosen by what was made on the CPU": lambda x: x.index_select(0, torch.tensor([1, 0])),
    "put from what was made on the CPU": lambda x: x.clone().index_put((torch.tensor([0]),), torch.ones(1, 3)),
    "by way of NumPy": lambda x: torch.from_numpy(x.numpy() * 2).to(x.device),
}


@pytest.mark.parametrize("function", TIED_TO_A_DEVICE.values(), ids=TIED_TO_A_DEVICE)
def test_code_that_is_tied_to_a_device_is_told_so(expect, function):
    with pytest.raises(Unmet) as caught:
        expect.follows_device(function, X)
    assert (caught.value.failure, caught.value.actual["device"]) == ("device.fixed", "cpu")
    assert "(cpu)" in caught.value.text["en"]


def test_the_line_where_two_devices_meet_is_known(expect):
    def meet(x):
        ones = torch.ones(3, 3)
        return x @ ones

    with pytest.raises(Unmet) as caught:
        expect.follows_device(meet, X)
    first = meet.__code__.co_firstlineno
    assert (__file__, first + 2) in caught.value.places


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x * x.sum().item(),
        lambda x: x if x.sum() > 0 else -x,
        lambda x: x[x > 1],
        lambda x: x.unique(),
        lambda x: np.sum(x.cpu().numpy()),
    ],
)
def test_code_that_reads_numbers_is_not_judged_by_device(expect, function):
    expect.follows_device(function, X)


def test_the_shape_counts_where_it_is_given(expect):
    expect.follows_device(lambda x: x.T, X, shape=(3, 2))
    with pytest.raises(Unmet) as caught:
        expect.follows_device(lambda x: x.T, X, shape=(2, 3))
    assert caught.value.failure == "shape.other"


def test_a_tensor_that_a_module_does_not_know_stays_behind(expect):
    expect.follows_device(lambda model, x: model(x), Shifted("buffer"), X)
    with pytest.raises(Unmet) as caught:
        expect.follows_device(lambda model, x: model(x), Shifted("attribute"), X, means="mod.unregistered_tensor")
    assert (caught.value.failure, caught.value.means) == ("device.fixed", "mod.unregistered_tensor")


def test_the_inputs_themselves_stay_where_they_are(expect):
    model = nn.Linear(3, 1)
    expect.follows_device(lambda model, x: model(x), model, X)
    expect.follows_dtype(lambda model, x: model(x), model, X)
    assert (X.device.type, X.dtype, model.weight.device.type, model.weight.dtype) == ("cpu", torch.float32) * 2


TIED_TO_A_DTYPE = {
    "made as float32": (lambda x: x @ torch.ones(3, 3), "dtype.fixed"),
    "converted": (lambda x: x.float() * 2, "dtype.not_followed"),
    "converted to double": (lambda x: x.double(), "dtype.not_followed"),
    "widened by what was made": (lambda x: x + torch.ones(3, dtype=torch.float64), "dtype.not_followed"),
    "no fractions": (lambda x: x.long(), "value.no_tensor"),
    "no tensor": (lambda x: 3.0, "value.no_tensor"),
    "nothing": (lambda x: None, "value.none"),
    "by way of NumPy": (lambda x: torch.from_numpy(x.numpy() * 2), "dtype.fixed"),
}


@pytest.mark.parametrize(("function", "failure"), TIED_TO_A_DTYPE.values(), ids=TIED_TO_A_DTYPE)
def test_code_that_is_tied_to_a_dtype_is_told_so(expect, function, failure):
    with pytest.raises(Unmet) as caught:
        expect.follows_dtype(function, X)
    assert caught.value.failure == failure


def test_the_original_error_stays_behind_the_sentence(expect):
    with pytest.raises(Unmet) as caught:
        expect.follows_dtype(lambda x: x @ torch.ones(3, 3), X)
    assert "dtype" in str(caught.value.__cause__)


def test_whole_numbers_among_the_inputs_stay_whole(expect):
    expect.follows_dtype(lambda x, y: nn.functional.cross_entropy(x, y), X, torch.tensor([0, 1]))


def test_an_error_of_another_kind_is_not_hidden(expect):
    for call in (expect.follows_device, expect.follows_dtype):
        with pytest.raises(ZeroDivisionError):
            call(lambda x: x / (1 // 0), X)


def test_arrays_of_numpy_follow_a_dtype_too(expect):
    expect.follows_dtype(lambda x: x * 2, np.ones(3, np.float32))
    with pytest.raises(Unmet) as caught:
        expect.follows_dtype(lambda x: x + np.ones(3), np.ones(3, np.float32))
    assert caught.value.actual["dtype"] == "float64"


ELSEWHERE = """
import ast
from grader.vocabulary.expect import Expect
from grader.vocabulary.unmet import Unmet
expect = Expect(ast.parse(""))
import {framework}
x = {make}
expect.follows_dtype(lambda x: x * 2, x)
try:
    expect.follows_dtype(lambda x: {cast}, x)
except Unmet as unmet:
    print(unmet.failure)
"""
FRAMEWORKS = {
    "TensorFlow": ("tensorflow as tf", "tf.ones(3)", "tf.cast(x, 'float32')", "tensorflow"),
    "TensorFlow, mixed": ("tensorflow as tf", "tf.ones(3)", "x + tf.constant(1.0, tf.float32)", "tensorflow"),
    "Keras on PyTorch": ("keras", "keras.ops.ones(3)", "keras.ops.cast(x, 'float32')", "torch"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("framework", "make", "cast", "backend"), FRAMEWORKS.values(), ids=FRAMEWORKS)
def test_other_frameworks_follow_a_dtype(framework, make, cast, backend):
    source = ELSEWHERE.format(framework=framework, make=make, cast=cast)
    surroundings = {**os.environ, "KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"}
    ran = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert ran.stdout.strip() in ("dtype.not_followed", "dtype.fixed"), ran.stderr[-2000:]
