import numpy as np
import pytest
import torch

from grader.vocabulary.snapshots import changed_part, snapshot, unchanged

THINGS = {
    "tensor": lambda: torch.arange(3.0),
    "parameter": lambda: torch.nn.Parameter(torch.ones(2)),
    "array": lambda: np.arange(3),
    "list": lambda: [torch.ones(2), 3, "a"],
    "tuple": lambda: (1, (np.ones(1),)),
    "dict": lambda: {"a": torch.zeros(1), "b": [1]},
    "module": lambda: torch.nn.BatchNorm1d(2),
    "NaN": lambda: torch.tensor([float("nan")]),
    "number": lambda: 3,
    "none": lambda: None,
}
CHANGES = {
    "a number": (lambda: torch.zeros(2), lambda x: x.add_(1)),
    "a sign of zero": (lambda: torch.zeros(1), lambda x: x.neg_()),
    "a shape": (lambda: torch.zeros(4), lambda x: x.resize_(2, 2)),
    "one entry of a list": (lambda: [np.zeros(2), np.zeros(2)], lambda x: x[1].fill(1)),
    "the length of a list": (lambda: [1, 2], lambda x: x.append(3)),
    "a key": (lambda: {"a": 1}, lambda x: x.update(b=2)),
    "a parameter": (lambda: torch.nn.Linear(1, 1), lambda x: x.weight.data.add_(1)),
    "a buffer": (lambda: torch.nn.BatchNorm1d(1), lambda x: x.running_mean.add_(1)),
}


@pytest.mark.parametrize("make", THINGS.values(), ids=THINGS)
def test_what_nobody_touched_is_unchanged(make):
    thing = make()
    assert unchanged(snapshot(thing), snapshot(thing))


@pytest.mark.parametrize(("make", "change"), CHANGES.values(), ids=CHANGES)
def test_any_change_is_seen(make, change):
    thing = make()
    before = snapshot(thing)
    change(thing)
    assert not unchanged(before, snapshot(thing))


def test_a_snapshot_shares_no_memory():
    array = np.zeros(2)
    kept = snapshot(array)
    array += 1
    assert kept.tolist() == [0.0, 0.0]


def test_the_changed_part_of_a_model_is_found_with_its_first_changed_number():
    model = torch.nn.Linear(2, 2)
    before = snapshot(model)
    model.weight.data[1, 0] += 1
    old, new, place = changed_part(before, snapshot(model))
    assert (old.shape, place) == ((2, 2), (1, 0))
    assert new[1, 0] - old[1, 0] == pytest.approx(1)


def test_a_part_with_another_shape_has_no_changed_number():
    assert changed_part(snapshot([np.zeros(2)]), snapshot([np.zeros(3)]))[2] is None
    assert changed_part([1, 2], [1, 2, 3]) == ([1, 2], [1, 2, 3], None)
