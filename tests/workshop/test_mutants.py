"""Mutants: what is changed, what is left alone, and names that stay."""

import ast

import pytest

from workshop.mutants.making import mutants_of, sample

TRAIN = '''"""A step."""

import torch
from torch import nn


def step(model, optimizer, x, y):
    """Do one step."""
    optimizer.zero_grad()
    loss = nn.functional.mse_loss(model(x), y, reduction="sum")
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        error = (model(x) - y).mean(dim=0)
    if error > 0:
        return loss.item()
    return error[1:].float()
'''


@pytest.fixture(scope="module")
def changed():
    """What each mutant's changed lines read, by kind."""
    found = {}
    for mutant in mutants_of(TRAIN):
        found.setdefault(mutant.kind, []).append(mutant.shown)
    return found


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("deleted", "pass"),
        ("order", "loss.backward()"),
        ("not called", "optimizer.step"),
        ("called twice", "loss.backward()"),
        ("unwrapped", "if True:"),
        ("block", "pass"),
        ("branch", "pass"),
        ("condition", "if not (error > 0):"),
        ("compare", "if error >= 0:"),
        ("operator", "error = (model(x) + y).mean(dim=0)"),
        ("flag", "error = (model(x) - y).mean(dim=1)"),
        ("constant", "if error > 1:"),
        ("flag", "error = (model(x) - y).mean(dim=0, keepdim=True)"),
        ("flag", "loss = nn.functional.mse_loss(model(x), y, reduction='mean')"),
        ("argument", 'loss = nn.functional.mse_loss(model(x), reduction="sum")'),
        ("arguments", 'loss = nn.functional.mse_loss(y, model(x), reduction="sum")'),
        ("sibling", "error = (model(x) - y).sum(dim=0)"),
        ("sibling", 'loss = nn.functional.l1_loss(model(x), y, reduction="sum")'),
        ("sibling", "return error[1:].double()"),
        ("slice", "return error[:].float()"),
        ("return", "pass"),
        ("variable", 'loss = nn.functional.mse_loss(model(x), model, reduction="sum")'),
    ],
)
def test_a_solution_is_changed_at_one_place(changed, kind, line):
    assert line in changed[kind]


def test_every_mutant_compiles_and_differs_from_the_solution_and_from_all_others():
    trees = [ast.dump(ast.parse(mutant.source)) for mutant in mutants_of(TRAIN)]
    assert len(set(trees)) == len(trees)
    assert ast.dump(ast.parse(TRAIN)) not in trees


def test_ids_are_different_and_stay_when_other_lines_change():
    ids = {mutant.id for mutant in mutants_of(TRAIN)}
    assert len(ids) == len(mutants_of(TRAIN))
    moved = TRAIN.replace("    optimizer.zero_grad()\n", "    # first of all\n    optimizer.zero_grad(True)\n")
    gone = ids - {mutant.id for mutant in mutants_of(moved)}
    assert gone
    backward = {mutant.id for mutant in mutants_of(TRAIN) if "backward" in mutant.before + mutant.after}
    step = {mutant.id for mutant in mutants_of(TRAIN) if "error" in mutant.before}
    assert step
    assert not step & gone
    assert backward - gone


def test_docstrings_annotations_and_imports_stay_as_they_are():
    text = 'import os\n\n\ndef f(x: int = 1) -> int:\n    """Return one."""\n    return x\n'
    for mutant in mutants_of(text):
        tree = ast.parse(mutant.source)
        function = tree.body[1]
        assert ast.get_docstring(function) == "Return one."
        assert ast.unparse(tree.body[0]) == "import os"
        assert ast.unparse(function.returns) == "int"


def test_a_change_that_python_compiles_to_the_same_is_none():
    assert [mutant.shown for mutant in mutants_of("def f():\n    return\n")] == []


def test_text_before_the_change_may_be_korean():
    text = 'def f(x):\n    return ("값", x + 1)\n'
    assert 'return ("값", x - 1)' in [mutant.shown for mutant in mutants_of(text)]


def test_a_diff_shows_the_one_change():
    (mutant,) = [one for one in mutants_of(TRAIN) if one.shown == "if error >= 0:"]
    body = mutant.diff.splitlines()
    assert [line for line in body[2:] if line.startswith(("+", "-"))] == ["-    if error > 0:", "+    if error >= 0:"]


def test_a_sample_is_always_the_same():
    mutants = mutants_of(TRAIN)
    assert len(sample(mutants, 10)) == 10
    assert sample(mutants, 10) == sample(list(reversed(mutants)), 10)
    assert set(sample(mutants[:5], 10)) == set(mutants[:5])
