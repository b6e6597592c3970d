"""Let a learner's loops be watched: what they print and what they append goes by the curves on its way."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final

from grader.worker.curves import Curves

_PRINTED: Final = "__printed__"
_APPENDED: Final = "__appended__"


def watched(tree: ast.Module) -> ast.Module:
    """Return `tree` with each ``print(...)`` and ``x.append(...)`` that stands alone in a loop made visible.

    The lines keep their numbers, and the calls do what they did.
    """
    return ast.fix_missing_locations(_Watched().visit(tree))


def watchers(curves: Curves) -> dict[str, Callable[..., None]]:
    """Return the names that a watched tree needs in its module."""

    def printed(labels: tuple[str, ...], write: Callable[..., Any], *values: Any, **options: Any) -> None:
        write(*values, **options)
        if len(labels) == len(values):
            curves.printed(labels, values)

    def appended(name: str, append: Callable[..., Any], value: Any) -> None:
        append(value)
        curves.noticed(name, value)

    return {_PRINTED: printed, _APPENDED: appended}


class _Watched(ast.NodeTransformer):
    def __init__(self) -> None:
        self._loops = 0

    def visit_For(self, node: ast.For) -> ast.AST:
        return self._inside(node)

    def visit_While(self, node: ast.While) -> ast.AST:
        return self._inside(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        # A function that is defined in a loop does not run in it by that alone.
        loops, self._loops = self._loops, 0
        made = self.generic_visit(node)
        self._loops = loops
        return made

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        call = node.value
        if self._loops and isinstance(call, ast.Call):
            self._watch(call)
        return node

    def _inside(self, node: ast.For | ast.While) -> ast.AST:
        self._loops += 1
        made = self.generic_visit(node)
        self._loops -= 1
        return made

    @staticmethod
    def _watch(call: ast.Call) -> None:
        function = call.func
        if isinstance(function, ast.Name) and function.id == "print":
            if any(isinstance(value, ast.Starred) for value in call.args):
                return
            labels = ast.Tuple([ast.Constant(_label(value)) for value in call.args], ast.Load())
            call.args = [labels, function, *call.args]
            call.func = ast.copy_location(ast.Name(_PRINTED, ast.Load()), function)
        elif isinstance(function, ast.Attribute) and function.attr == "append":
            if len(call.args) != 1 or call.keywords or isinstance(call.args[0], ast.Starred):
                return
            call.args = [ast.Constant(_label(function.value)), function, *call.args]
            call.func = ast.copy_location(ast.Name(_APPENDED, ast.Load()), function)


def _label(node: ast.expr) -> str:
    """Return the word that names an expression: ``loss`` for ``loss.item()``, ``history["loss"]`` or ``self.loss``."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str() as name)):
            return name
        case ast.Attribute(attr=name, value=ast.Name(id="self")):
            return name
        case ast.Call(func=ast.Name(id="float" | "round" | "str"), args=[first, *_]):
            return _label(first)
        case ast.Call(func=ast.Attribute(value=value)) | ast.Attribute(value=value) | ast.Subscript(value=value):
            return _label(value)
        case ast.BinOp(left=left):
            return _label(left)
    return ""
