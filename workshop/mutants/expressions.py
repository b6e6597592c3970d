"""Other operators: arithmetic, comparisons, boolean ones, and conditions that are the other way round."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop.mutants.mutant import Change
    from workshop.mutants.solution import Solution

_ARITHMETIC: Final[Mapping[type[ast.operator], tuple[type[ast.operator], ...]]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv, ast.Sub),
    ast.FloorDiv: (ast.Div, ast.Mod),
    ast.Mod: (ast.FloorDiv, ast.Mult),
    ast.Pow: (ast.Mult, ast.Add),
    ast.MatMult: (ast.Mult, ast.Add),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
_COMPARISON: Final[Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq, ast.GtE, ast.LtE),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


def operators(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Change an operator, leave one side of it out, or let both sides change places."""
    match node:
        case ast.BinOp(left, op, right):
            for other in _ARITHMETIC.get(type(op), ()):
                yield solution.replaced("operator", node, ast.BinOp(left, other(), right))
            yield solution.replaced("one side", node, solution.written(left))
            yield solution.replaced("one side", node, solution.written(right))
            if not isinstance(op, ast.Add | ast.Mult):
                yield solution.replaced("sides", node, ast.BinOp(right, op, left))
        case ast.UnaryOp(op, operand) if not isinstance(operand, ast.Constant) or isinstance(op, ast.Not):
            yield solution.replaced("operator", node, solution.written(operand))
        case ast.AugAssign(target, op, value):
            start, end = solution.span(target)[1], solution.span(value)[0]
            for other in _ARITHMETIC.get(type(op), ()):
                sign = ast.unparse(ast.AugAssign(target, other(), value)).removeprefix(ast.unparse(target)).split()[0]
                yield solution.changed("operator", node, start, end, f" {sign} ")
            yield solution.changed("operator", node, start, end, " = ")


def comparisons(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Change a comparison to its neighbours and to its opposite."""
    match node:
        case ast.Compare(left, [op], [right]):
            for other in _COMPARISON.get(type(op), ()):
                yield solution.replaced("compare", node, ast.Compare(left, [other()], [right]))
        case ast.BoolOp(op, values):
            other_op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield solution.replaced("boolean", node, ast.BoolOp(other_op, values))
            for place in range(len(values)):
                rest = [*values[:place], *values[place + 1 :]]
                yield solution.replaced("boolean", node, rest[0] if len(rest) == 1 else ast.BoolOp(op, rest))


def conditions(node: ast.AST, solution: Solution) -> Iterator[Change]:
    """Negate a condition, and decide it once and for all."""
    match node:
        case ast.If(test) | ast.While(test) | ast.IfExp(test):
            yield solution.replaced("condition", test, f"not ({solution.written(test)})")
            yield solution.replaced("condition", test, "True")
            yield solution.replaced("condition", test, "False")
        case ast.comprehension(ifs=tests):
            for test in tests:
                yield solution.replaced("condition", test, f"not ({solution.written(test)})")
                yield solution.replaced("condition", test, "True")
