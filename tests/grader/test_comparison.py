"""Two values differ in one telling way, whatever framework they come from; NaN is close to nothing."""

import numpy as np
import pytest
import torch

from grader.messages import known
from grader.vocabulary.comparison import difference

MAKERS = {
    "torch": lambda numbers: torch.tensor(numbers, dtype=torch.float32),
    "numpy": lambda numbers: np.array(numbers, dtype=np.float32),
    "list": lambda numbers: numbers,
}
GRID = [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]


@pytest.fixture(params=MAKERS)
def make(request):
    return MAKERS[request.param]


@pytest.fixture(params=MAKERS)
def make_want(request):
    return MAKERS[request.param]


def kind(got, want, dtype=True):
    found = difference(got, want, rtol=1e-5, atol=1e-6, dtype=dtype)
    assert found is None or known(found.kind)
    return found.kind if found else None


def values(got, want):
    return difference(got, want, rtol=1e-5, atol=1e-6, dtype=True).values


def test_equal_numbers_are_close_in_any_framework(make, make_want):
    assert kind(make(GRID), make_want(GRID)) is None
    assert kind(make([]), make_want([])) is None


def test_rounding_is_close_in_any_framework(make, make_want):
    assert kind(make([1.0, 1e-8]), make_want([1.000001, 0.0])) is None


@pytest.mark.parametrize(
    ("got", "want", "told"),
    [
        ([1.0, 2.0, 9.0], [1.0, 2.0, 3.0], "value.differs"),
        ([2.0, 4.0, 6.0], [1.0, 2.0, 3.0], "value.factor"),
        ([-1.0, -2.0], [1.0, 2.0], "value.factor"),
        ([0.0, 0.0], [1.0, 2.0], "value.all_zero"),
        ([1.0, float("nan")], [1.0, 2.0], "value.not_finite"),
        ([1.0, float("inf")], [1.0, 2.0], "value.not_finite"),
        ([1.0, float("nan")], [1.0, float("nan")], "value.differs"),
        (float("nan"), float("nan"), "value.one"),
        (float("nan"), 1.0, "value.not_finite"),
        (2.0, 3.0, "value.one"),
        ([[1.0, 2.0], [3.0, 4.0]], [[1.0, 3.0], [2.0, 4.0]], "shape.permuted"),
        ([[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]], GRID, "shape.permuted"),
        ([0.0, 1.0, 2.0, 3.0, 4.0, 5.0], GRID, "shape.regrouped"),
        ([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]], GRID, "shape.regrouped"),
        ([[0.0, 1.0], [2.0, 3.0], [4.0, 9.0]], GRID, "shape.same_size"),
        ([[1.0, 2.0], [3.0, 4.0]], [1.0, 2.0], "shape.too_many"),
        ([1.0], [1.0, 2.0], "shape.other"),
        (1.0, [1.0, 2.0], "shape.other"),
    ],
)
def test_each_kind_of_difference_is_told_in_any_framework(make, make_want, got, want, told):
    assert kind(make(got), make_want(want)) == told


def test_infinity_is_close_to_itself_only():
    assert kind(np.array([np.inf, 1.0]), np.array([np.inf, 1.0])) is None
    assert kind(np.array([-np.inf, 1.0]), np.array([np.inf, 1.0])) == "value.differs"
    assert kind(np.array([1e30, 1.0]), np.array([np.inf, 1.0])) == "value.differs"


def test_whole_numbers_are_compared_exactly():
    assert kind(torch.tensor([2**40 + 1]), torch.tensor([2**40])) == "value.differs"
    assert kind(torch.tensor([True, False]), torch.tensor([True, True])) == "value.differs"


def test_the_dtype_counts_unless_it_does_not():
    assert kind(torch.ones(2, dtype=torch.float64), torch.ones(2)) == "value.dtype"
    assert kind(torch.ones(2, dtype=torch.int64), np.ones(2, dtype=np.float32)) == "value.dtype"
    assert kind(torch.ones(2, dtype=torch.float64), torch.ones(2), dtype=False) is None
    assert kind([1.0, 1.0], torch.ones(2)) is None


def test_bfloat16_is_compared_by_its_numbers():
    assert kind(torch.ones(2, dtype=torch.bfloat16), torch.ones(2, dtype=torch.bfloat16)) is None
    assert kind(torch.ones(2, dtype=torch.bfloat16), torch.ones(2)) == "value.dtype"


def test_a_gradient_or_a_conjugate_is_no_obstacle():
    assert kind(torch.ones(2, requires_grad=True), torch.ones(2)) is None
    assert kind(torch.tensor([1 + 2j]).conj(), torch.tensor([1 - 2j])) is None


@pytest.mark.parametrize(
    ("got", "told"),
    [
        (None, "value.none"),
        (..., "value.ellipsis"),
        ((torch.ones(2), torch.ones(2)), "value.sequence"),
        ([torch.ones(2)], "value.sequence"),
        ("text", "value.no_numbers"),
        ({"a": 1}, "value.no_numbers"),
        ([[1.0], [1.0, 2.0]], "value.no_numbers"),
        (object(), "value.no_numbers"),
        (len, "value.no_numbers"),
        (torch.ones(2, device="meta"), "value.no_numbers"),
        (torch.ones(2).to_sparse(), "value.no_numbers"),
        ({1.0, 2.0}, "value.no_numbers"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_tensor_is_told_as_what_it_is(got, told):
    assert kind(got, torch.ones(2)) == told


class AgreesWithAll:
    """What a hostile file may return: it claims to be a tensor and to be equal to anything."""

    __class__ = torch.Tensor
    shape = (2,)
    dtype = torch.float32
    device = torch.device("cpu")

    def __getattr__(self, name):
        return lambda *_, **__: self

    def __eq__(self, other):
        return True

    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __le__ = __ge__ = lambda self, other: np.array([True, True])
    __sub__ = __rsub__ = __abs__ = lambda self, *_: self
    __hash__ = None


def test_an_object_that_agrees_with_all_agrees_with_nothing():
    assert kind(AgreesWithAll(), torch.ones(2)) is not None


def test_the_first_wrong_number_is_named_with_its_place():
    told = values(torch.tensor([[1.0, 2.0], [3.0, 9.0]]), torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    assert told["index"] == "[1, 1]"
    assert (told["got"], told["want"], told["wrong"], told["count"]) == ("9", "4", "1", "4")
    assert (told["absolute"], told["relative"]) == ("5", "1.25")


def test_numbers_that_look_alike_when_rounded_are_shown_in_full():
    found = difference(np.array([1.0, 2.0]), np.array([1.0, 2.0000001]), rtol=0, atol=0, dtype=True)
    assert (found.values["got"], found.values["want"]) == ("2.0", "2.0000001")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("got", "want"),
    [
        ([float("nan")] * 2, [float("nan")] * 2),
        ([float("inf"), 1.0, 2.0], [float("inf"), 1.0, 3.0]),
        ([1.0, 2.0], [0.0, 0.0]),
        ([1 + 2j, 3 + 1j], [1 + 2j, 3 - 1j]),
        ([1e300, 1.0], [-1e300, 2.0]),
    ],
)
def test_telling_a_difference_warns_of_nothing(got, want):
    assert values(np.array(got), np.array(want))["absolute"]


def test_the_factor_is_named():
    assert values(torch.tensor([2.0, 4.0]), torch.tensor([1.0, 2.0]))["factor"] == "2"
