"""Exceptions that frameworks really raise become sentences for a beginner."""

import importlib.util
import json
import textwrap

import numpy as np
import pytest
import torch
from torch import nn

from grader.worker.explain import explain

F = nn.functional
leaf = torch.ones(3, requires_grad=True)


def twice():
    loss = (leaf * leaf).sum()
    loss.backward()
    loss.backward()


def in_place_on_what_is_needed():
    y = leaf.exp()
    y += 1
    y.sum().backward()


def without_super_init():
    class Net(nn.Module):
        def __init__(self):
            self.layer = nn.Linear(1, 1)

    Net()


def endless():
    endless()


RAISED = {
    "error.matmul_shapes": [
        lambda: torch.ones(2, 3) @ torch.ones(2, 3),
        lambda: nn.Linear(4, 2)(torch.ones(3, 5)),
        lambda: np.ones((2, 3)) @ np.ones((2, 3)),
        lambda: torch.ones(2, 3) @ torch.ones(2),
    ],
    "error.broadcast": [
        lambda: torch.ones(2) + torch.ones(3),
        lambda: np.ones(2) + np.ones(3),
        lambda: torch.ones(2, 2).masked_fill(torch.ones(3, dtype=torch.bool), 0),
    ],
    "dtype.float64_numpy": [
        lambda: nn.Linear(2, 1)(torch.from_numpy(np.ones((1, 2)))),
        lambda: torch.ones(1, 2) @ torch.ones(2, 1, dtype=torch.float64),
    ],
    "dtype.int_tensor": [
        lambda: nn.Linear(2, 1)(torch.ones(1, 2, dtype=torch.int64)),
        lambda: torch.ones(3, dtype=torch.int64).mean(),
        lambda: nn.Linear(2, 1)(torch.ones(1, 2, dtype=torch.uint8)),
    ],
    "loss.ce_target": [
        lambda: F.cross_entropy(torch.ones(2, 3), torch.ones(2, 1, dtype=torch.int64)),
        lambda: F.cross_entropy(torch.ones(2, 3), torch.ones(2, dtype=torch.int32)),
        lambda: F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 3])),
    ],
    "grad.detached": [lambda: torch.ones(1).backward()],
    "grad.backward_twice": [twice],
    "grad.inplace_saved": [in_place_on_what_is_needed],
    "grad.inplace_leaf": [lambda: leaf.add_(1)],
    "grad.nonscalar": [lambda: (leaf * 2).backward()],
    "grad.int_requires": [lambda: torch.tensor([1], requires_grad=True)],
    "dev.numpy_grad": [lambda: leaf.numpy()],
    "shape.view_noncontig": [lambda: torch.ones(2, 3).T.view(6)],
    "error.index_dtype": [lambda: torch.ones(3)[torch.tensor([0.0])]],
    "error.index_range": [
        lambda: torch.ones(3)[3],
        lambda: torch.ones(3)[torch.tensor([5])],
        lambda: [1][1],
        lambda: np.ones(3)[3],
    ],
    "error.no_module": [lambda: __import__("no_such_module_here")],
    "error.memory": [lambda: torch.empty(10**15), lambda: np.empty(10**15), lambda: bytearray(10**15)],
    "error.recursion": [endless],
    "error.item": [lambda: torch.ones(2).item(), lambda: float(torch.ones(2))],
    "error.truth": [
        lambda: bool(torch.ones(2) > 0),
        lambda: bool(np.ones(2) > 0),
    ],
    "error.arguments": [
        lambda: twice(1),
        lambda: dict.fromkeys(),
        lambda: nn.Linear(1, 1, hidden=3),
        lambda: nn.Linear(1),
    ],
    "error.not_callable": [lambda: torch.ones(1)(2)],
    "error.read_only": [lambda: (_ for _ in ()).throw(PermissionError(13, "Permission denied"))],
    "error.no_input": [lambda: (_ for _ in ()).throw(EOFError("EOF when reading a line"))],
    "mod.super_init": [without_super_init],
    "mod.plain_list": [lambda: torch.optim.SGD([], lr=1)],
    "mod.param_nonleaf": [lambda: torch.optim.SGD([nn.Parameter(torch.ones(1)).double()], lr=1)],
    "reg.bn_batch1": [lambda: nn.BatchNorm1d(2)(torch.ones(1, 2))],
    "error.exit": [lambda: (_ for _ in ()).throw(SystemExit(0))],
}
PAIRS = [(key, run) for key, runs in RAISED.items() for run in runs]


@pytest.mark.parametrize(("key", "run"), PAIRS, ids=[f"{key}-{number}" for number, (key, _) in enumerate(PAIRS)])
def test_an_exception_has_its_sentence(tmp_path, key, run):
    with pytest.raises(BaseException) as caught:
        run()
    explained = explain(caught.value, tmp_path / "nothing.py")
    assert explained.key == key, caught.value
    assert type(caught.value).__name__ in explained.error


@pytest.fixture
def raised(tmp_path):
    """What a learner's file raises when its `f` is called, explained."""

    def run(source):
        file = tmp_path / "theirs.py"
        file.write_text(textwrap.dedent(source).lstrip("\n"), encoding="utf-8")
        spec = importlib.util.spec_from_file_location("theirs", file)
        module = importlib.util.module_from_spec(spec)
        with pytest.raises(BaseException) as caught:  # noqa: PT012
            spec.loader.exec_module(module)
            module.f()
        return explain(caught.value, file)

    return run


def test_a_misspelt_name_is_guessed(raised):
    explained = raised("def f():\n    total = 1\n    return totl\n")
    assert explained.key == "error.name_close"
    assert "`total`" in explained.text["en"]
    assert (explained.where.line, explained.where.code) == (3, "return totl")


def test_an_unknown_name_is_named(raised):
    assert "`qqqqqq`" in raised("def f():\n    return qqqqqq\n").text["ko"]


def test_a_misspelt_attribute_is_guessed(raised):
    assert "`.append`" in raised("def f():\n    return [].appnd\n").text["en"]


def test_none_has_no_attributes(raised):
    explained = raised("def f():\n    return None.grad\n")
    assert explained.key == "error.none_attribute"
    assert "`.grad`" in explained.text["en"]


def test_an_ellipsis_that_was_left(raised):
    assert raised("x = ...\ndef f():\n    return x.sum()\n").key == "value.ellipsis"


def test_a_stub_that_is_still_open_is_no_error(raised):
    explained = raised('def f():\n    raise NotImplementedError("return twice x")\n')
    assert explained.key == "stub.unfinished"
    assert "return twice x" in explained.text["ko"]


def test_a_framework_that_lacks_something_is_no_open_stub(raised):
    explained = raised(
        """
        import torch
        def f():
            return torch.nn.functional.log_softmax(torch.ones(2, dtype=torch.int64), 0)
        """
    )
    assert explained.key != "stub.unfinished"


def test_any_other_exception_is_told_as_it_is(raised):
    explained = raised("def f():\n    raise ValueError('seven {type}')\n")
    assert explained.key == "error.raised"
    assert explained.text["en"] == "Your code stopped with ValueError: seven {type}"


def test_only_the_learner_s_frames_are_told(raised):
    explained = raised("import json\ndef g():\n    json.loads('{')\ndef f():\n    g()\n")
    assert [(frame.line, frame.code) for frame in explained.frames] == [(5, "g()"), (3, "json.loads('{')")]


def test_a_long_way_down_is_told_in_short(raised):
    assert len(raised("def f():\n    return f()\n").frames) <= 20


@pytest.mark.parametrize("method", ["raise ValueError", "return 3", "raise SystemExit", "return chr(0xD800)"])
def test_an_exception_that_cannot_say_what_it_is_does_no_harm(raised, method):
    explained = raised(
        f"""
        class Odd(Exception):
            def __str__(self):
                {method}
        def f():
            raise Odd
        """
    )
    assert explained.text["en"].startswith("Your code stopped with Odd")
    json.dumps([explained.seen, explained.error], ensure_ascii=False).encode("utf-8")


def test_what_mistakes_are_recognised_by_does_not_depend_on_numbers_and_addresses(raised):
    one = raised("def f():\n    raise ValueError('at 0x7f00 size 3')\n")
    other = raised("def f():\n    raise ValueError('at 0x8f01 size 4')\n")
    assert one.seen == other.seen
