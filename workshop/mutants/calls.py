"""Calls with other arguments, in another order, with other flags, or not made at all."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop.mutants.mutant import Change
    from workshop.mutants.solution import Solution

_REDUCTIONS: Final = ("sum", "mean", "std", "var", "amax", "amin", "norm", "logsumexp", "prod")
_FLAGS: Final[Mapping[str, tuple[str, ...]]] = {
    "dim": ("0", "1", "None"),
    "axis": ("0", "1", "None"),
    "keepdim": ("True", "False"),
    "keepdims": ("True", "False"),
    "reduction": ("'sum'", "'mean'", "'none'"),
    "correction": ("0", "1"),
    "unbiased": ("True", "False"),
    "training": ("True", "False"),
    "requires_grad": ("True", "False"),
    "create_graph": ("True", "False"),
    "retain_graph": ("True", "False"),
    "from_logits": ("True", "False"),
    "shuffle": ("True", "False"),
}


_ALL_THE_SAME: Final = ("zero_grad", "eval", "train", "compile", "load_state_dict", "__init__")
"""Methods that do no more when they are called twice."""


def arguments(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Drop an argument, let two neighbours change places, set a flag otherwise, ask a reduction to keep its axis."""
    if not isinstance(node, ast.Call):
        return
    given: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
    given.sort(key=lambda one: solution.span(one))
    for place in range(len(given)):
        start, end = solution.span(given[place])
        if place + 1 < len(given):
            end = solution.span(given[place + 1])[0]
        elif place:
            start = solution.span(given[place - 1])[1]
        if isinstance(given[place], ast.GeneratorExp):
            continue
        yield solution.changed("argument", given[place], start, end, "")
    for first, second in pairwise(node.args):
        start, end = solution.span(first)[0], solution.span(second)[1]
        between = solution.text[solution.span(first)[1] : solution.span(second)[0]]
        text = solution.written(second) + between + solution.written(first)
        yield solution.changed("arguments", first, start, end, text)
    for one, other in pairwise(node.keywords):
        if one.arg and other.arg:
            swapped = f"{one.arg}={solution.written(other.value)}", f"{other.arg}={solution.written(one.value)}"
            between = solution.text[solution.span(one)[1] : solution.span(other)[0]]
            start, end = solution.span(one)[0], solution.span(other)[1]
            yield solution.changed("arguments", one, start, end, between.join(swapped))
    for keyword in node.keywords:
        for value in _FLAGS.get(keyword.arg or "", ()):
            yield solution.changed("flag", keyword, *solution.span(keyword.value), value)
    yield from _added(node, solution)


def _added(node: ast.Call, solution: Solution) -> Iterator[Change]:
    """A flag that is not given: the axis is kept, the mean is corrected, or the axis is one that is not asked for."""
    match node.func:
        case ast.Attribute(attr=name) if name in _REDUCTIONS:
            names = {keyword.arg for keyword in node.keywords}
            comma = ", " if node.args or node.keywords else ""
            at = solution.span(node)[1] - 1
            has_axis = bool(node.args or names & {"dim", "axis"})
            if has_axis and not names & {"keepdim", "keepdims"}:
                yield solution.changed("flag", node, at, at, f"{comma}keepdim=True")
            if name in ("std", "var") and "correction" not in names:
                yield solution.changed("flag", node, at, at, f"{comma}correction=0")
            if not has_axis:
                yield solution.changed("flag", node, at, at, f"{comma}dim=0")


def unwrapped(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Do without a call: `x.detach()` becomes `x`, `float(x)` becomes `x`, and a method is named without its call."""
    match node:
        case ast.Call(ast.Attribute(value)) if not _is_module(value, solution):
            yield solution.replaced("not called", node, solution.written(value))
        case ast.Call(args=[first, *_]) if not isinstance(first, ast.Starred | ast.GeneratorExp):
            yield solution.replaced("not called", node, solution.written(first))
    if isinstance(node, ast.Call) and isinstance(solution.parent(node), ast.Expr):
        yield solution.replaced("not called", node, solution.written(node.func))
        whole, name = solution.written(node), getattr(node.func, "attr", "")
        indent = " " * node.col_offset
        end = solution.span(node)[1]
        if name not in _ALL_THE_SAME:
            yield solution.changed("called twice", node, end, end, f"\n{indent}{whole}")
    if isinstance(node, ast.Attribute) and node.attr in ("T", "mT", "data", "grad"):
        yield solution.replaced("attribute", node, solution.written(node.value))


def _is_module(value: ast.expr, solution: Solution) -> bool:
    imported = {
        (name.asname or name.name).partition(".")[0]
        for node in ast.walk(solution.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    while isinstance(value, ast.Attribute):
        value = value.value
    return isinstance(value, ast.Name) and value.id in imported
