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
        ([-1.0, -2.0], [1.0, 2.0], "value.sign"),
        (-2.0, 2.0, "value.one_sign"),
        ([0.0, 1.0, 3.0], [0.5, 1.25, 3.75], "value.rounded"),
        ([3.0, 2.0, 1.0], [1.0, 2.0, 3.0], "value.moved"),
        ([2.0, 3.0, 5.0], [1.0, 2.0, 4.0], "value.offset"),
        ([0.0, 0.0], [1.0, 2.0], "value.all_zero"),
        ([1.0, float("nan")], [1.0, 2.0], "value.not_finite"),
        ([1.0, float("inf")], [1.0, 2.0], "value.not_finite"),
        ([1.0, float("nan")], [1.0, float("nan")], "value.differs"),
        (float("nan"), float("nan"), "value.one"),
        (float("nan"), 1.0, "value.one_not_finite"),
        (2.0, 3.0, "value.one"),
        ([[1.0, 2.0], [3.0, 4.0]], [[1.0, 3.0], [2.0, 4.0]], "shape.transposed"),
        ([[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]], GRID, "shape.transposed"),
        ([0.0, 1.0, 2.0, 3.0, 4.0, 5.0], GRID, "shape.regrouped"),
        ([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]], GRID, "shape.regrouped"),
        ([[0.0, 1.0], [2.0, 3.0], [4.0, 9.0]], GRID, "shape.same_size"),
        ([[1.0, 2.0], [3.0, 4.0]], [1.0, 2.0], "shape.too_many"),
        ([[1.0, 9.0], [9.0, 2.0]], [1.0, 2.0], "shape.all_pairs"),
        ([[1.0, 9.0], [9.0, 2.0]], [[1.0], [2.0]], "shape.all_pairs"),
        ([[1.0, 2.0], [1.0, 2.0]], [1.0, 2.0], "shape.repeated"),
        ([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[1.0], [2.0]], "shape.too_many"),
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


def test_the_largest_difference_is_told_where_it_is_news():
    assert "percent" not in values(np.array([1.0, 2.0, 9.0]), np.array([1.0, 2.0, 3.0]))
    assert "percent" not in values(np.array([1, 7, 9]), np.array([1, 2, 3]))
    assert "percent" not in values(np.array([0.5, 7.0, 9.0]), np.array([1.0, 2.0, 0.0]))
    told = values(np.array([1.5, 2.25, 3.0]), np.array([1.0, 2.0, 3.0]))
    assert (told["absolute"], told["percent"]) == ("0.5", "50")


def test_numbers_that_look_alike_when_rounded_are_told_to_the_digit_where_they_differ():
    found = difference(np.array([1.0, 2.0]), np.array([1.0, 2.00000012345]), rtol=0, atol=0, dtype=True)
    assert (found.values["got"], found.values["want"]) == ("2", "2.0000001")


def test_the_first_nan_is_named_and_not_the_first_wrong_number():
    told = values(np.array([9.0, 2.0, np.nan, np.inf]), np.array([1.0, 2.0, 3.0, 4.0]))
    assert (told["index"], told["got"], told["broken"]) == ("[2]", "nan", "2")


@pytest.mark.parametrize("order", [(0, 2, 1), (1, 0, 2), (2, 0, 1), (2, 1, 0)])
def test_axes_in_another_order_are_recognised_even_where_the_shape_stays(order):
    cube = np.arange(27.0).reshape(3, 3, 3)
    block = np.arange(24.0).reshape(2, 3, 4)
    assert kind(cube.transpose(order), cube) == "shape.permuted"
    assert kind(block.transpose(order), block) == "shape.permuted"


def test_memory_cut_anew_is_no_transpose():
    grid = np.arange(6.0).reshape(2, 3)
    assert kind(grid.T.copy().reshape(2, 3), grid) == "value.moved"


SIZES = frozenset({8, 3, 24})


@pytest.mark.parametrize(
    ("factor", "told"),
    [(8, "value.summed"), (1 / 8, "value.averaged"), (2, "value.factor"), (8.5, "value.factor"), (-1, "value.sign")],
)
def test_a_sum_for_a_mean_is_recognised_by_the_sizes_of_the_data(factor, told):
    want = np.array([1.0, 2.0, 5.0])
    assert difference(factor * want, want, rtol=1e-5, atol=1e-6, dtype=True, sizes=SIZES).kind == told
    one = difference(factor * 3.0, 3.0, rtol=1e-5, atol=1e-6, dtype=True, sizes=SIZES).kind
    assert one == {"value.factor": "value.one", "value.sign": "value.one_sign"}.get(told, f"{told}_one")


def test_whole_number_arithmetic_is_recognised_before_the_dtype():
    got, want = torch.tensor([7, 9]) // 2, torch.tensor([7.0, 9.0]) / 2
    assert kind(got, want) == "value.rounded"
    assert kind(torch.tensor([3, 4]), torch.tensor([3.0, 4.0])) == "value.dtype"


def test_several_results_are_compared_one_by_one():
    want = (torch.ones(2), torch.zeros(1))
    assert kind((torch.ones(2), torch.zeros(1)), want) is None
    assert kind([torch.ones(2), torch.zeros(1)], want) is None
    assert kind((torch.ones(2),), want) == "value.count"
    assert kind(torch.ones(2), want) == "value.not_several"
    found = difference((torch.ones(2), None), want, rtol=0, atol=0, dtype=True)
    assert (found.kind, found.part) == ("value.none", 2)


@pytest.mark.parametrize(
    ("got", "want", "often"),
    [
        (torch.ones(2, dtype=torch.float64), torch.ones(2), "value.dtype.double"),
        (torch.ones(2, dtype=torch.bool), torch.ones(2), "value.dtype.bool"),
        (torch.ones(2, dtype=torch.int64), torch.ones(2), "value.dtype.whole"),
        (torch.ones(2, 2).max(1), torch.ones(2), "value.sequence.named"),
        ((torch.ones(2),), torch.ones(2), "value.sequence.one"),
        ((torch.ones(2), torch.ones(2)), torch.ones(2), None),
    ],
    ids=str,
)
def test_what_it_often_comes_from_is_told_by_what_came(got, want, often):
    found = difference(got, want, rtol=1e-5, atol=1e-6, dtype=True)
    assert found.often == often
    assert often is None or known(often)


def test_a_tuple_with_named_fields_is_told_by_its_name():
    assert values(torch.ones(2, 2).max(1), torch.ones(2))["got"] == "torch.return_types.max"


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
    assert kind(np.array(got), np.array(want))


def test_the_factor_is_named():
    assert values(torch.tensor([2.0, 4.0]), torch.tensor([1.0, 2.0]))["factor"] == "2"
