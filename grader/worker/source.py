"""What the learner's source says about a failure: which line to look at first, why a function gives nothing."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from grader.messages import message
from grader.text import Text
from grader.verdict import Where

_CUTS: Final = {"item", "tolist", "numpy", "detach", "data", "no_grad", "inference_mode", "tensor", "as_tensor"}
_GIVE_NOTHING: Final = {
    "backward",
    "step",
    "zero_grad",
    "append",
    "extend",
    "insert",
    "sort",
    "reverse",
    "update",
    "clear",
    "print",
    "shuffle",
    "compile",
    "manual_seed_all",
}
_LOOPS: Final = ast.For | ast.While | ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp


@dataclass(frozen=True, slots=True)
class Source:
    """A learner's file, and the name of the function of it that ran last."""

    text: str
    tree: ast.Module
    called: str | None

    @property
    def function(self) -> ast.FunctionDef | None:
        """The function that ran last."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef) and node.name == self.called:
                return node
        return None

    def line(self, node: ast.expr | ast.stmt) -> Where:
        """Return the line on which `node` begins."""
        return Where(node.lineno, self.text.splitlines()[node.lineno - 1].strip())


def place(failure: str, source: Source) -> Where | None:
    """Return the line to look at first for a kind of failure: in the function that ran last, else anywhere.

    Without a telling one, it is the only `return` of that function, else its `def`.
    """
    telling = _TELLING.get(failure)
    function = source.function
    if telling is not None:
        for scope in (function, source.tree):
            found = next(telling(scope), None) if scope is not None else None
            if found is not None:
                return source.line(found)
    if function is None:
        return None
    returns = _returns(function)
    return source.line(returns[0] if len(returns) == 1 else function)


def why_nothing(source: Source) -> tuple[Text, Where] | None:
    """Return why the function that ran last gives None, with its line; None when its source does not tell."""
    function = source.function
    if function is None:
        return None
    name = function.name
    if _is_empty(function):
        return message("return.empty", name=name), source.line(function)
    returns = _returns(function)
    given = [node for node in returns if node.value is not None and not _is_none(node.value)]
    if not given:
        return message("return.missing", name=name), source.line(returns[-1] if returns else function.body[-1])
    if len(given) < len(returns) or _runs_out(function.body):
        return message("return.not_reached", name=name, line=str(given[-1].lineno)), source.line(given[-1])
    for node in given:
        call = node.value
        if isinstance(call, ast.Call) and _name(call.func) in _GIVE_NOTHING:
            called = _name(call.func)
            return message("return.of_nothing", None, line=str(node.lineno), called=called), source.line(node)
    return message("return.of_none", line=str(given[-1].lineno)), source.line(given[-1])


def _is_empty(function: ast.FunctionDef) -> bool:
    body = [node for node in function.body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
    return all(isinstance(node, ast.Pass) for node in body)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _returns(function: ast.FunctionDef) -> list[ast.Return]:
    return [node for node in _inside(function) if isinstance(node, ast.Return)]


def _inside(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a scope, in order, without the functions and classes defined in it."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            yield from _inside(node)


def _runs_out(body: list[ast.stmt]) -> bool:
    """Whether the end of a block can be reached."""
    last = body[-1]
    if isinstance(last, ast.Return | ast.Raise):
        return False
    if isinstance(last, ast.If):
        return not last.orelse or _runs_out(last.body) or _runs_out(last.orelse)
    if isinstance(last, ast.With):
        return _runs_out(last.body)
    if isinstance(last, ast.Try):
        ends = [last.orelse or last.body, *(handler.body for handler in last.handlers)]
        return not (last.finalbody and not _runs_out(last.finalbody)) and any(map(_runs_out, ends))
    endless = isinstance(last, ast.While) and isinstance(last.test, ast.Constant) and bool(last.test.value)
    return not endless


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _everything(scope: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    found = [node for node in ast.walk(scope) if isinstance(node, ast.expr | ast.stmt)]
    yield from sorted(found, key=lambda node: (node.lineno, node.col_offset))


def _ellipses(scope: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    meant = {id(inner) for node in ast.walk(scope) if isinstance(node, ast.Subscript) for inner in ast.walk(node.slice)}
    for node in _everything(scope):
        if isinstance(node, ast.Constant) and node.value is Ellipsis and id(node) not in meant:
            yield node


def _cuts(scope: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    return (node for node in _everything(scope) if isinstance(node, ast.Attribute) and node.attr in _CUTS)


def _loops(scope: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    return (node for node in _everything(scope) if isinstance(node, _LOOPS))


def _writes(scope: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield what may change a value in place: `x += 1`, `x[0] = 1`, `x.add_(1)`, `out=x`."""
    for node in _everything(scope):
        targets = node.targets if isinstance(node, ast.Assign) else []
        in_place = (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _ends_in_place(node.func.attr)
        )
        if isinstance(node, ast.AugAssign) or in_place or any(isinstance(one, ast.Subscript) for one in targets):
            yield node


def _ends_in_place(name: str) -> bool:
    return name.endswith("_") and not name.endswith("__") and name != "requires_grad_"


_TELLING: Final[Mapping[str, Callable[[ast.AST], Iterator[ast.expr | ast.stmt]]]] = {
    "value.ellipsis": _ellipses,
    "graph.cut": _cuts,
    "operations.grow": _loops,
    "lines.grow": _loops,
    "input.changed": _writes,
}
