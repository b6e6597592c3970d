"""Other constants: off by one, zero, one, the other sign, twice as much; shifted slices and ranges."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.mutants.mutant import Change
    from workshop.mutants.solution import Solution


def constants(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Change a number, True, False or None."""
    if not isinstance(node, ast.Constant):
        return
    parent = solution.parent(node)
    negative = isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.USub)
    is_axis = isinstance(parent, ast.Call | ast.keyword)  # counted from the end it is often the same axis
    for text in _others(node.value, other_sign=not is_axis):
        yield solution.replaced("constant", node, text)
    if negative and isinstance(parent, ast.UnaryOp):
        yield solution.replaced("constant", parent, solution.written(node))


def _others(value: object, *, other_sign: bool) -> Iterator[str]:
    match value:
        case bool():
            yield str(not value)
        case int():
            others = dict.fromkeys((value + 1, value - 1, 0, 1, -value))
            yield from (str(other) for other in others if other != value and (other >= 0 or other_sign))
        case float():
            numbers = (0.0, 1.0, -value, value * 2, value / 2, value + 1)
            yield from (repr(number) for number in dict.fromkeys(numbers) if number != value)
        case None:
            yield from ("0", "False")


def slices(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Shift the ends of a slice and of a range, leave them out, and take another element."""
    match node:
        case ast.Slice(lower, upper, step):
            for end in (lower, upper):
                if end is not None:
                    yield from _shifted(end, solution)
                    yield solution.changed("slice", end, *solution.span(end), "")
            if step is None and (lower or upper):
                stop = solution.span(node)[1]
                yield solution.changed("slice", node, stop, stop, ":2")
            if lower is None and upper is None:
                yield solution.changed("slice", node, *solution.span(node), "1:")
                yield solution.changed("slice", node, *solution.span(node), ":-1")
        case ast.Subscript(value, ast.Slice() | ast.Tuple() | ast.Constant() | ast.Name()):
            if isinstance(node.ctx, ast.Load):
                yield solution.replaced("index", node, solution.written(value))
            if isinstance(node.slice, ast.Name) and isinstance(node.ctx, ast.Load):
                yield from _shifted(node.slice, solution)
        case ast.Call(ast.Name("range" | "arange" | "enumerate"), args):
            for argument in args:
                yield from _shifted(argument, solution)


def _shifted(node: ast.expr, solution: Solution) -> Iterator[Change]:
    if not isinstance(node, ast.Constant | ast.UnaryOp):
        for by in ("+ 1", "- 1"):
            yield solution.replaced("shift", node, f"{solution.written(node)} {by}")
