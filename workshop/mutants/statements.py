"""Statements that are missing, in another order, or not reached: no step, no return, no branch, no `with`."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.mutants.mutant import Change
    from workshop.mutants.solution import Solution


def deletions(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Leave a statement out; what a `with`, an `if` or a loop holds can stay, or go with it."""
    match node:
        case ast.Return(value):
            yield solution.changed("return", node, *solution.span(node), "pass")
            if value is not None:
                yield solution.changed("return", node, *solution.span(node), solution.written(value))
        case ast.Expr() | ast.Assign() | ast.AugAssign() | ast.AnnAssign() | ast.Delete() | ast.Assert() | ast.Raise():
            yield solution.changed("deleted", node, *solution.span(node), "pass")
        case ast.Break():
            yield solution.changed("deleted", node, *solution.span(node), "pass")
        case ast.Continue():
            yield solution.changed("deleted", node, *solution.span(node), "pass")
            yield solution.changed("deleted", node, *solution.span(node), "break")
        case ast.With(items, body):
            start = solution.span(node)[0]
            yield solution.changed("unwrapped", node, start, solution.span(items[-1].context_expr)[1], "if True")
            yield _emptied("block", body, solution)
        case ast.If(body=body, orelse=orelse):
            yield _emptied("branch", body, solution)
            if orelse:
                yield _emptied("branch", orelse, solution)
        case ast.For(body=body) | ast.While(body=body):
            yield _emptied("block", body, solution)
            start, end = solution.span(body[-1])
            indent = " " * body[-1].col_offset
            yield solution.changed("loop", body[-1], end, end, f"\n{indent}break")


def _emptied(kind: str, body: Sequence[ast.stmt], solution: Solution) -> Change:
    return solution.changed(kind, body[0], solution.span(body[0])[0], solution.span(body[-1])[1], "pass")


def decorators(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Leave a decorator out."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        for decorator in node.decorator_list:
            start, end = solution.span(decorator)
            at = solution.text.rindex("@", 0, start)
            yield solution.changed("decorator", decorator, at, end, "")


def swaps(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Let two neighbouring statements change places, and a statement move out of the end of a block."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if not isinstance(block, list):
            continue
        for first, second in pairwise(block):
            if _moves(first) and _moves(second) and not _apart(first, second):
                start, middle = solution.span(first)
                next_one, end = solution.span(second)
                between = solution.text[middle:next_one]
                text = solution.written(second) + between + solution.written(first)
                yield solution.changed("order", first, start, end, text)
        for statement in block:
            if isinstance(statement, ast.For | ast.While | ast.With) and len(statement.body) > 1:
                last = statement.body[-1]
                if _moves(last) and not isinstance(last, ast.Return):
                    start, end = solution.span(last)
                    begin = solution.text.rindex("\n", 0, start) + 1
                    yield solution.changed(
                        "outdented", last, begin, end, " " * statement.col_offset + solution.written(last)
                    )


def _moves(statement: ast.stmt) -> bool:
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return not is_text and not isinstance(
        statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Return | ast.Global
    )


def _apart(first: ast.stmt, second: ast.stmt) -> bool:
    """Whether any order is right: neither looks at what the other one gives a value to, and nothing else changes.

    A call may change what it is given, so of two statements one has to be without calls, or both only give values to
    variables. Gradients are zeroed at any time before `backward`.
    """
    stored = [_named(one, ast.Store) for one in (first, second)]
    loaded = [_named(one, ast.Load) for one in (first, second)]
    if _meet(stored[0], stored[1] | loaded[1]) or _meet(stored[1], loaded[0]):
        return False
    both = (first, second)
    if any(_only_zeroes(one) for one in both):
        words = ast.unparse(first) + ast.unparse(second)
        return not any(word in words for word in ("backward", "step", "clip", ".grad", "zero_grad(set"))
    calm = [_gives_values(one) and not any(isinstance(node, ast.Call) for node in ast.walk(one)) for one in both]
    return all(map(_gives_values, both)) or (any(calm) and all(map(_is_flat, both)))


def _named(statement: ast.stmt, context: type[ast.expr_context]) -> set[str]:
    """Return the variables and dotted names that a statement gives a value to, or looks at."""
    found = set()
    inner = {node.value for node in ast.walk(statement) if isinstance(node, ast.Attribute)}
    for node in ast.walk(statement):
        if isinstance(node, ast.Name | ast.Attribute) and node not in inner and isinstance(node.ctx, context):
            found.add(ast.unparse(node))
    if isinstance(statement, ast.AugAssign) and context is ast.Load:
        found.add(ast.unparse(statement.target))
    return found


def _meet(some: set[str], others: set[str]) -> bool:
    return any(
        f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.") for one in some for other in others
    )


def _gives_values(statement: ast.stmt) -> bool:
    """Whether it does nothing but give values to plain variables."""
    targets = getattr(statement, "targets", [getattr(statement, "target", None)])
    return isinstance(statement, ast.Assign | ast.AugAssign) and all(
        isinstance(target, ast.Name | ast.Attribute | ast.Tuple) for target in targets
    )


def _is_flat(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign | ast.AugAssign | ast.Expr)


def _only_zeroes(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and ast.unparse(statement).endswith(".zero_grad()")
