"""The `expect` fixture: what a check may expect of the learner's code as a whole."""

import ast
import warnings

import numpy as np
import pytest
import torch

from grader.vocabulary.expect import Expect
from grader.vocabulary.unmet import Unmet

SOURCE = """
import torch.nn.functional as F
from torch.nn.functional import one_hot

def f(x):
    return F.one_hot(x).float().sum(dim=0, keepdim=True)
"""


@pytest.fixture
def expect():
    return Expect(ast.parse(SOURCE))


def test_a_condition_has_words_of_the_check_s_own(expect):
    expect.that(True, en="yes", ko="네")
    with pytest.raises(Unmet) as caught:
        expect.that(False, en="too slow", ko="너무 느려요", got=5, want=3, means="perf.python_loop")
    unmet = caught.value
    assert (unmet.failure, unmet.text, unmet.seen) == ("that", {"en": "too slow", "ko": "너무 느려요"}, 5)
    assert unmet.means == "perf.python_loop"
    assert unmet.expected["value"] == "3"


def test_a_value_may_be_named_in_one_language(expect):
    with pytest.raises(Unmet) as caught:
        expect(None, en="the loss").finite()
    assert caught.value.text["ko"].startswith("the loss: ")


def test_an_untouched_input_holds(expect):
    x, model = torch.ones(3), torch.nn.Linear(2, 1)
    with expect.untouched(x, model, [np.ones(2)]):
        _ = x + 1


@pytest.mark.parametrize("change", [lambda x: x.add_(1), lambda x: x.resize_(2), lambda x: x.fill_(float("nan"))])
def test_a_changed_input_is_named_by_its_number(expect, change):
    with pytest.raises(Unmet) as caught, expect.untouched(torch.ones(2), x := torch.ones(3)):
        change(x)
    assert caught.value.failure == "input.changed"
    assert "argument 2" in caught.value.text["en"]


def test_an_exception_in_the_block_is_not_hidden_by_a_change(expect):
    x = torch.ones(1)
    with pytest.raises(ZeroDivisionError), expect.untouched(x):
        _ = x.add_(1) / (1 / 0)


def test_gradients_are_those_of_finite_differences(expect):
    expect.gradients(lambda x: (x**3).sum(), torch.ones(2))

    class Wrong(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2

        @staticmethod
        def backward(ctx, grad):
            return grad * 3

    with pytest.raises(Unmet) as caught:
        expect.gradients(Wrong.apply, torch.ones(2))
    assert caught.value.failure == "gradient.differs"


def test_work_that_grows_with_the_size_is_a_loop(expect):
    expect.vectorised(lambda n: torch.arange(n).sum())
    with pytest.raises(Unmet) as caught:
        expect.vectorised(lambda n: [torch.ones(1) + i for i in range(n)])
    assert caught.value.means == "perf.python_loop"
    assert caught.value.actual["n = 20"] == "40"


@pytest.mark.parametrize("name", ["F.one_hot", "one_hot", "torch.nn.functional", "keepdim", "sum"])
def test_a_name_to_avoid_is_found(expect, name):
    with pytest.raises(Unmet) as caught:
        expect.avoids("nothing_here", name)
    assert f"`{name}`" in caught.value.text["en"]


@pytest.mark.parametrize("name", ["hot", "functional.one_hot", "f.one_hot", "nn.one_hot", "text"])
def test_a_name_that_is_not_there_is_not_found(expect, name):
    expect.avoids(name)


def test_a_warning_is_a_failure_where_none_is_expected(expect):
    with expect.no_warnings():
        pass
    with pytest.raises(Unmet) as caught, expect.no_warnings():
        warnings.warn("broadcasting a target", UserWarning, stacklevel=1)
    assert caught.value.actual["warning"] == "broadcasting a target"
