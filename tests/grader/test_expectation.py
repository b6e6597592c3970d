"""Each expectation holds or ends the check with a sentence, facts to show, and what mistakes are recognised by."""

import collections
import json

import numpy as np
import pytest
import torch
from torch import nn

from grader.vocabulary.expectation import Expectation
from grader.vocabulary.unmet import Unmet


def of(value):
    return Expectation(value, {})


HOLD = {
    "close": lambda: of(torch.ones(2)).close_to(np.ones(2, np.float32)),
    "close within": lambda: of(1.05).close_to(1.0, rtol=0.1),
    "equal": lambda: of([1, {"a": (2, None)}]).equals([1, {"a": (2, None)}]),
    "equal numpy number": lambda: of(np.int64(3)).equals(np.int64(3)),
    "equal None": lambda: of(None).equals(None),
    "shape": lambda: of(torch.ones(3, 2)).shape(3, 2),
    "any size": lambda: of(np.ones((3, 2))).shape(None, 2),
    "no axes": lambda: of(torch.tensor(1.0)).shape(),
    "dtype": lambda: of(torch.ones(1)).dtype("float32"),
    "bfloat16": lambda: of(torch.ones(1, dtype=torch.bfloat16)).dtype("bfloat16"),
    "on": lambda: of(torch.ones(1)).on(torch.device("cpu")),
    "number of a device": lambda: of(torch.ones(1, device="meta")).on("meta:0"),
    "is a": lambda: of(1.5).is_a(float),
    "is one of": lambda: of(torch.ones(1)).is_a((float, torch.Tensor)),
    "a bool where asked for": lambda: of(True).is_a(bool),
    "finite": lambda: of([1.0, 2.0]).finite(),
    "finite integers": lambda: of(torch.tensor([1])).finite(),
    "leaf": lambda: of(torch.ones(1, requires_grad=True)).leaf(),
    "no graph": lambda: of(torch.ones(1)).no_graph(),
    "no graph in a number": lambda: of(1.0).no_graph(),
    "in graph": lambda: of(torch.ones(1, requires_grad=True) * 2).in_graph(),
    "between": lambda: of(torch.tensor([0.5])).between(0, 1),
    "above": lambda: of(5).between(5, None),
    "below": lambda: of(-5).between(None, 0),
    "anything": lambda: of(5).between(None, None),
    "contains": lambda: of({"a": 1, "b": 2}).contains("a", "b"),
    "list contains": lambda: of([1, 2]).contains(2),
    "several close": lambda: of((torch.ones(2), torch.ones(1))).close_to([np.ones(2, np.float32), torch.ones(1)]),
    "results": lambda: of((1, 2)).results(2),
    "parameters": lambda: of(nn.Linear(3, 2)).parameters((2,), (2, 3)),
    "parameters that are frozen": lambda: of(nn.Linear(3, 2).requires_grad_(False)).parameters(),
    "order": lambda: of(("zero", "x", "step", "zero", "step")).order("zero", "step", times=2),
    "falls": lambda: of([2.0, 3.0, 1.0]).falls(),
    "falls by": lambda: of(torch.tensor([2.0, 1.0])).falls(by=0.5),
    "falls to": lambda: of([2.0, 0.1]).falls(to=0.1),
    "falls below zero": lambda: of([-1.0, -2.0]).falls(by=0.5),
}
FAIL = {
    "close": ("value.differs", lambda: of(torch.tensor([1.0, 2.0, 3.0])).close_to(torch.tensor([1.0, 2.0, 4.0]))),
    "NaN": ("value.one", lambda: of(float("nan")).close_to(float("nan"))),
    "dtype of close": ("value.dtype", lambda: of(np.ones(2)).close_to(np.ones(2, np.float32))),
    "equal": ("value.not_equal", lambda: of([1]).equals([2])),
    "equal of another type": ("value.type", lambda: of(1).equals(1.0)),
    "equal tuple and list": ("value.type", lambda: of((1,)).equals([1])),
    "equal bool and int": ("value.type", lambda: of(True).equals(1)),
    "None where a value is": ("value.not_equal", lambda: of(3).equals(None)),
    "equal of None": ("value.none", lambda: of(None).equals(3)),
    "shape": ("shape.other", lambda: of(torch.ones(3)).shape(3, 1)),
    "size": ("shape.other", lambda: of(torch.ones(3, 2)).shape(None, 3)),
    "shape of a list": ("value.no_tensor", lambda: of([1.0]).shape(1)),
    "shape of None": ("value.none", lambda: of(None).shape(1)),
    "shape of ...": ("value.ellipsis", lambda: of(...).shape(1)),
    "dtype": ("value.dtype", lambda: of(torch.ones(1)).dtype("float64")),
    "dtype of a number": ("value.no_tensor", lambda: of(1.0).dtype("float64")),
    "on": ("value.device", lambda: of(torch.ones(1)).on("meta")),
    "is a": ("value.type", lambda: of(1).is_a(float)),
    "bool is no int": ("value.type", lambda: of(True).is_a(int)),
    "is a, of None": ("value.none", lambda: of(None).is_a(float)),
    "finite": ("value.nan", lambda: of(torch.tensor([1.0, float("nan")])).finite()),
    "inf": ("value.one_nan", lambda: of(float("inf")).finite()),
    "finite text": ("value.no_number", lambda: of("x").finite()),
    "finite object": ("value.no_number", lambda: of(object()).finite()),
    "leaf": ("graph.no_leaf", lambda: of(torch.ones(1, requires_grad=True) * 2).leaf()),
    "no graph": ("graph.kept", lambda: of(torch.ones(1, requires_grad=True) * 2).no_graph()),
    "no graph, a leaf": ("graph.kept", lambda: of(torch.ones(1, requires_grad=True)).no_graph()),
    "in graph": ("graph.cut", lambda: of(torch.ones(1)).in_graph()),
    "below": ("value.out_of_range", lambda: of(0.5).between(1, 2)),
    "above": ("value.out_of_range", lambda: of(3.0).between(None, 2)),
    "NaN between": ("value.out_of_range", lambda: of(float("nan")).between(None, 2)),
    "NaN between nothing": ("value.out_of_range", lambda: of(float("nan")).between(0, None)),
    "several between": ("value.not_one", lambda: of([1.0, 2.0]).between(0, 3)),
    "text between": ("value.no_number", lambda: of("2").between(0, 3)),
    "None between": ("value.none", lambda: of(None).between(0, 3)),
    "contains": ("value.lacks", lambda: of({"a": 1}).contains("a", "b")),
    "contains in a number": ("value.no_container", lambda: of(3).contains("a")),
    "leaf of a number": ("value.no_tensor", lambda: of(1.0).leaf()),
    "leaf of NumPy": ("value.no_tensor", lambda: of(np.ones(1)).leaf()),
    "several": ("value.count", lambda: of((torch.ones(1),)).close_to((torch.ones(1), torch.ones(1)))),
    "one for several": ("value.not_several", lambda: of(torch.ones(1)).close_to((torch.ones(1), torch.ones(1)))),
    "results": ("value.count", lambda: of((1, 2, 3)).results(2)),
    "one result": ("value.not_several", lambda: of(1).results(2)),
    "no results": ("value.none", lambda: of(None).results(2)),
    "parameters missing": ("parameters.few", lambda: of(nn.Linear(3, 2, bias=False)).parameters((2, 3), (2,))),
    "parameters too many": ("parameters.many", lambda: of(nn.Linear(3, 2)).parameters((2, 3))),
    "parameters of other shapes": ("parameters.shapes", lambda: of(nn.Linear(2, 3)).parameters((2, 3), (2,))),
    "parameters of a tensor": ("parameters.none", lambda: of(torch.ones(2)).parameters((2,))),
    "order": ("events.order", lambda: of(("step", "zero")).order("zero", "step")),
    "order, one round short": ("events.order", lambda: of(("zero", "step")).order("zero", "step", times=2)),
    "order, one round more": ("events.more", lambda: of(("zero", "step", "zero")).order("zero", "step")),
    "order of a number": ("value.no_container", lambda: of(3).order("zero")),
    "rises": ("loss.not_falling", lambda: of([1.0, 2.0]).falls()),
    "stays": ("loss.not_falling", lambda: of([1.0, 1.0]).falls()),
    "falls too little": ("loss.falls_little", lambda: of([2.0, 1.5]).falls(by=0.5)),
    "falls not far enough": ("loss.falls_little", lambda: of([2.0, 1.5]).falls(to=1.0)),
    "loss is NaN": ("loss.not_finite", lambda: of([2.0, float("nan"), 1.0]).falls()),
    "a single loss": ("loss.too_short", lambda: of([2.0]).falls()),
    "graph of NumPy": ("value.no_tensor", lambda: of(np.ones(1)).in_graph()),
}


@pytest.mark.parametrize("expectation", HOLD.values(), ids=HOLD)
def test_what_holds_returns_its_wrapper(expectation):
    assert isinstance(expectation(), Expectation)


@pytest.mark.parametrize(("failure", "expectation"), FAIL.values(), ids=FAIL)
def test_what_does_not_hold_says_so(failure, expectation):
    with pytest.raises(Unmet) as caught:
        expectation()
    unmet = caught.value
    assert unmet.failure == failure
    assert unmet.text["en"]
    assert unmet.text["ko"]
    assert "{" not in "".join([*unmet.text.values(), *(unmet.often or {}).values()])
    json.dumps([unmet.seen, dict(unmet.expected), dict(unmet.actual)], allow_nan=False)


def test_calls_chain():
    assert of(torch.ones(2)).is_a(torch.Tensor).shape(2).dtype("float32").finite().value.sum() == 2


def test_a_name_is_put_before_the_sentence():
    with pytest.raises(Unmet) as caught:
        Expectation(None, {"en": "the gradient of b", "ko": "b의 기울기"}).finite()
    assert caught.value.text["en"].startswith("the gradient of b: ")
    assert caught.value.text["ko"].startswith("b의 기울기: ")


def test_what_it_means_goes_along():
    with pytest.raises(Unmet) as caught:
        of(1).equals(2, means="loop.step_missing")
    assert caught.value.means == "loop.step_missing"


def test_the_facts_stand_side_by_side():
    with pytest.raises(Unmet) as caught:
        of(torch.ones(2, 3, dtype=torch.float64)).close_to(torch.ones(3, 2))
    assert caught.value.expected["shape"] == "(3, 2)"
    assert caught.value.actual["shape"] == "(2, 3)"
    assert caught.value.actual["dtype"] == "float64"
    assert caught.value.actual["type"] == "torch.Tensor"


class Yes:
    """Equal to anything."""

    def __eq__(self, other):
        return True

    __hash__ = None


class YesDict(dict):
    """Equal to anything, and a dict."""

    def __eq__(self, other):
        return True

    __hash__ = None


class YesNumber(float):
    """Equal to anything, and a float."""

    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize("value", [Yes(), [Yes()], {"a": Yes()}, YesDict(), YesNumber(2), {"a": YesNumber(2)}])
@pytest.mark.parametrize("want", [3.0, [3.0], {"a": 3.0}, "x"])
def test_an_object_that_says_yes_equals_nothing(value, want):
    with pytest.raises(Unmet):
        of(value).equals(want)


def test_an_ordered_dict_is_no_dict_but_its_own_kind():
    with pytest.raises(Unmet):
        of(collections.OrderedDict(a=1)).equals({"a": 1})


def unmet_of(expectation):
    with pytest.raises(Unmet) as caught:
        expectation()
    return caught.value


def test_a_guess_stands_apart_from_the_statement():
    unmet = unmet_of(lambda: of(np.array([2.0, 4.0])).close_to(np.array([1.0, 2.0])))
    assert unmet.text["en"] == "Every number is 2 times what is expected. At [0]: 2, expected 1."
    assert unmet.often["en"].startswith("A constant is missing")


def test_a_sum_for_a_mean_is_recognised_by_what_the_check_works_on():
    x = torch.arange(7.0)
    unmet = unmet_of(lambda: of(x.sum()).close_to(x.mean()) if x.shape else None)
    assert unmet.failure == "value.summed_one"
    assert "7 times as much" in unmet.text["en"]


def test_sizes_that_are_not_at_hand_explain_nothing():
    assert unmet_of(lambda: of(torch.tensor(21.0)).close_to(torch.tensor(3.0))).failure == "value.one"


def test_the_numbers_shown_are_those_that_matter():
    want = np.arange(100.0).reshape(10, 10)
    got = want.copy()
    got[5, 5] = -1
    unmet = unmet_of(lambda: of(got).close_to(want))
    assert unmet.expected["values"] == "[…, 54, 55, 56, 57, 58, 59, …]"
    assert unmet.actual["values"] == "[…, 54, -1, 56, 57, 58, 59, …]"


def test_tensors_that_print_alike_are_shown_to_the_digit_where_they_differ():
    unmet = unmet_of(lambda: of(np.array([0.5, 0.1234567])).close_to(np.array([0.5, 0.1234568]), rtol=1e-9, atol=0))
    assert (unmet.actual["values"], unmet.expected["values"]) == ("[0.5, 0.1234567]", "[0.5, 0.1234568]")
    assert "0.1234567, expected 0.1234568" in unmet.text["en"]


def test_one_of_several_results_is_named_by_its_number():
    unmet = unmet_of(lambda: of((torch.ones(2), torch.ones(3))).close_to((torch.ones(2), torch.zeros(3))))
    assert unmet.text["en"].startswith("Result 2 of 2: ")
    assert unmet.text["ko"].startswith("결과 2개 중 2번째: ")
    assert unmet.expected["values"] == "[0, 0, 0]"


def test_none_with_a_name_is_no_result_of_a_function():
    named = unmet_of(lambda: Expectation(None, {"en": "the gradient", "ko": "기울기"}).shape(2))
    assert named.text["en"] == "the gradient: this is None, and a value is expected."
    assert not named.result
    assert unmet_of(lambda: of(None).shape(2)).result


WAYS_OUT = {
    "NumPy for a tensor": (lambda: of(np.ones(1)).is_a(torch.Tensor), "make a tensor of the result"),
    "NumPy in the graph": (lambda: of(np.ones(1)).in_graph(), "make a tensor of the result"),
    "a tensor for a number": (lambda: of(torch.ones(1)).is_a(float), "no Python number yet"),
    "a truth value for a number": (lambda: of(True).is_a(int), "count or convert"),
    "a list for a tensor": (lambda: of([1.0]).shape(1), "neither shape nor gradient"),
    "a tuple of autograd": (lambda: of((torch.ones(1),)).shape(1), "a tuple even for one"),
    "values and indices": (lambda: of(torch.ones(2, 2).min(0)).shape(2), "values and indices"),
    "no history": (lambda: of(torch.ones(1)).in_graph(), "cut the link"),
}


@pytest.mark.parametrize(("expectation", "said"), WAYS_OUT.values(), ids=WAYS_OUT)
def test_a_wrong_kind_of_value_comes_with_a_way_out(expectation, said):
    assert said in unmet_of(expectation).often["en"]


def test_a_truth_value_is_shown_as_one():
    unmet = unmet_of(lambda: of(True).is_a(int))
    assert unmet.text["en"] == "The type is bool, expected int."
    assert unmet.actual == {"type": "bool", "value": "True"}


def test_parameters_are_shown_with_their_names():
    unmet = unmet_of(lambda: of(nn.Linear(2, 3)).parameters((2, 3), (2,)))
    assert unmet.actual["value"] == "weight (3, 2), bias (3,)"
    assert unmet.expected["value"] == "(2,), (2, 3)"


def test_the_round_that_went_wrong_is_named():
    events = ("zero", "backward", "step", "backward", "zero", "step")
    unmet = unmet_of(lambda: of(events).order("zero", "backward", "step", times=2))
    assert "In round 2, backward → zero → step came" in unmet.text["en"]
