"""What a stub gives away: code that the learner is to write, wherever it stands in a comment or a string."""

from pathlib import Path

import pytest

from study.course import Exercise
from workshop.stubs import in_sight

SOLUTION = '''import torch


def answer(x, w):
    """Return it."""
    losses = []
    for row in x:
        losses.append(((row @ w) ** 2).mean())
    return torch.stack(losses).sum() / len(x)
'''
STUB = '''"""answer: a sum."""

import torch


def answer(x, w):
    """Return a tensor.

    {docstring}
    """
    # TODO: {comment}
    raise NotImplementedError("{raised}")
'''
NEUTRAL = {"docstring": "x: rows.", "comment": "write it.", "raised": "return the sum"}


def told(stub, solution=SOLUTION, task=""):
    """Where something is given away, with the code that is named; line 0 when all of it stands there."""
    exercise = Exercise("1/answer", "1", "answer", "write", {}, Path(), Path(), Path("stub.py"))
    found = list(in_sight(exercise, stub, solution, task))
    return [(one.line, one.sentence["en"].split("`")[1] if "`" in one.sentence["en"] else "all") for one in found]


def stub(**words):
    return STUB.format(**{**NEUTRAL, **words})


def test_a_stub_that_says_what_is_wanted_gives_nothing_away():
    assert told(stub()) == []


@pytest.mark.parametrize(
    ("words", "line", "code"),
    [
        ({"comment": "return torch.stack(losses).sum() / len(x)"}, 11, "return torch.stack(losses).sum() / len(x)"),
        ({"raised": "the result is torch.stack( losses ).sum()/len(x)"}, 12, "torch.stack(losses).sum() / len(x)"),
        ({"docstring": "total = ((row @ w)**2).mean() of all"}, 9, "((row @ w) ** 2).mean()"),
        ({"comment": "losses.append(((row @ w) ** 2).mean())"}, 11, "losses.append(((row @ w) ** 2).mean())"),
        ({"comment": "torch.stack(losses)\n    # .sum() / len(x)"}, 11, "torch.stack(losses).sum() / len(x)"),
    ],
)
def test_code_of_the_solution_is_found_in_whatever_stands_around_it(words, line, code):
    assert told(stub(**words)) == [(line, code)]


@pytest.mark.parametrize(
    "words",
    [
        {"comment": "for row in x: import torch; def answer(x, w): return losses"},  # what every stub needs
        {"docstring": "Returns len(x) numbers, one for each x[0]."},  # one step describes an argument
        {"comment": "mytorch.stack(losses).summary() / len(xs)"},  # longer names
    ],
)
def test_lines_that_any_stub_needs_give_nothing_away(words):
    assert told(stub(**words)) == []


def test_what_the_task_shows_may_stand_in_the_stub():
    shown = "torch.stack(losses).sum() / len(x)"
    assert told(stub(comment=f"return {shown}"), task=f"Divide: `return {shown}`.") == []


def test_what_the_stub_holds_as_code_may_stand_in_its_comments():
    held = stub(comment="the last line is `return torch.stack(losses).sum() / len(x)`.")
    held += "    return torch.stack(losses).sum() / len(x)\n"
    assert told(held) == []


def test_a_solution_that_a_raise_hides_is_told():
    hidden = SOLUTION.replace("    losses = []", '    raise NotImplementedError("first")\n    losses = []')
    assert told(hidden.replace("(x, w)", "(x: list, w) -> float")) == [(0, "all")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("def answer(x, w):", "def answer(x, w=None):"),
        ("def answer", "@torch.no_grad()\ndef answer"),
        ("import torch\n", "import torch.nn as torch\n"),
    ],
)
def test_a_bug_in_a_signature_a_decorator_or_an_import_is_not_the_whole_solution(old, new):
    assert told(SOLUTION.replace(old, new)) == []
