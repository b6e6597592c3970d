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


def test_a_label_to_recognise_by_is_not_shown_to_the_learner(expect):
    with pytest.raises(Unmet) as caught:
        expect.that(False, en="no", ko="아니요", got="a leaf")
    assert (caught.value.seen, caught.value.actual) == ("a leaf", {})
    with pytest.raises(Unmet) as caught:
        expect.that(False, en="no", ko="아니요", got="sgd", want="adam")
    assert (caught.value.actual["value"], caught.value.expected["value"]) == ("'sgd'", "'adam'")


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
    assert "number 2" in caught.value.text["en"]


def test_the_first_changed_number_is_shown_as_it_was_and_as_it_is(expect):
    x = torch.arange(20.0)
    with pytest.raises(Unmet) as caught, expect.untouched(x):
        x[11] = -1
    assert caught.value.expected["values"] == "[…, 10, 11, 12, 13, 14, 15, …]"
    assert caught.value.actual["values"] == "[…, 10, -1, 12, 13, 14, 15, …]"


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


LEARNER = """
def whole(x):
    return x * x
def one_by_one(x):
    total = 0.0
    for number in x.tolist():
        total += number
    return total
def comprehension(x):
    return sum([number * number for number in x])
"""


@pytest.fixture
def theirs(tmp_path):
    """A learner's functions, from a file of their own as they really come."""
    file = tmp_path / "theirs.py"
    file.write_text(LEARNER, encoding="utf-8")
    space = {}
    exec(compile(LEARNER, str(file), "exec"), space)
    return space


@pytest.mark.parametrize("name", ["one_by_one", "comprehension"])
def test_a_loop_that_issues_no_operation_is_a_loop_still(expect, theirs, name):
    with pytest.raises(Unmet) as caught:
        expect.vectorised(lambda n: theirs[name](np.ones(n)))
    assert (caught.value.failure, caught.value.means) == ("lines.grow", "perf.python_loop")


def test_one_expression_for_all_is_no_loop(expect, theirs):
    expect.vectorised(lambda n: theirs["whole"](torch.ones(n)))
    expect.vectorised(lambda n: theirs["whole"](np.ones(n)))


def test_operations_that_run_are_seen_under_whatever_name_they_were_called(expect):
    x = torch.ones(2, 2)
    expect.operations(lambda: x @ x, uses=["mm"], avoids=["pow"])
    with pytest.raises(Unmet) as caught:
        expect.operations(lambda: x * x, uses=["mm"])
    assert (caught.value.failure, caught.value.seen) == ("operations.missing", ["mm"])
    with pytest.raises(Unmet) as caught:
        expect.operations(lambda: x**2, avoids=["pow"])
    assert caught.value.failure == "operations.avoid"


def test_the_same_seed_gives_the_same_numbers(expect):
    expect.repeatable(lambda: (torch.rand(2), np.random.rand()))
    generator = np.random.default_rng(1)
    with pytest.raises(Unmet) as caught:
        expect.repeatable(lambda: generator.random(3))
    assert caught.value.failure == "seed.differs"


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


def test_a_warning_that_is_known_has_its_sentence_and_its_line(expect):
    with pytest.raises(Unmet) as caught, expect.no_warnings():
        torch.nn.functional.mse_loss(torch.ones(2, 1), torch.ones(2))
    assert "same shape" in caught.value.text["en"]
    assert any(file == __file__ for file, _ in caught.value.places)
