"""A solution as text and tree: where a node stands, what it is part of, and how a change of it is written."""

from __future__ import annotations

import ast
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final, TypeAlias

from grader.syntax import parse, parse_expression
from workshop.mutants.mutant import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIGHT: Final = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Attribute, ast.Subscript, ast.IfExp)
_LOOSE: Final = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Lambda)
Placed: TypeAlias = ast.expr | ast.stmt | ast.keyword | ast.arg


class Solution:
    """The text of a solution, parsed. Raises SyntaxError when it is no Python."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = parse(text)
        self._parents: dict[ast.AST, ast.AST] = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }
        self._starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
        self._lines = [line.encode() for line in text.splitlines(keepends=True)]

    def span(self, node: Placed) -> tuple[int, int]:
        """Return where a node begins and ends in the text."""
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self._offset(node.lineno, node.col_offset), self._offset(end_line, end_column)

    def written(self, node: Placed) -> str:
        """Return the text of a node."""
        start, end = self.span(node)
        return self.text[start:end]

    def parent(self, node: ast.AST) -> ast.AST | None:
        """Return what a node is a direct part of."""
        return self._parents.get(node)

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield what a node is part of, from the inside out."""
        while (parent := self._parents.get(node)) is not None:
            yield parent
            node = parent

    def function(self, node: ast.AST) -> str:
        """Return the dotted name of the function or class that a node stands in; ``module`` outside of all."""
        named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        names = [outer.name for outer in (node, *self.above(node)) if isinstance(outer, named)]
        return ".".join(reversed(names)) or "module"

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node that can be changed, in the order of the text: no docstring, annotation, import or f-string."""
        return tuple(self._below(self.tree))

    def replaced(self, kind: str, node: ast.expr, by: ast.expr | str) -> Change:
        """Return the change that puts `by` where the expression `node` stands."""
        start, end = self.span(node)
        text = by if isinstance(by, str) else ast.unparse(by)
        is_bare = not (self.text[:start].rstrip().endswith("(") and self.text[end:].lstrip().startswith(")"))
        parsed = parse_expression(text) if isinstance(by, str) else by
        parent = self.parent(node)
        is_index = isinstance(parent, ast.Subscript) and parent.slice is node
        if is_bare and not is_index and isinstance(parent, _TIGHT) and isinstance(parsed, _LOOSE):
            text = f"({text})"
        return self.changed(kind, node, start, end, text)

    def changed(self, kind: str, node: ast.AST, start: int, end: int, text: str) -> Change:
        """Return the change of a piece of text that belongs to `node`."""
        return Change(kind, start, end, text, f"{self.function(node)}\0{self._trail(node)}\0{text}")

    def _trail(self, node: ast.AST) -> str:
        """Return where a node is: the statement around it, and the way down to it."""
        steps = []
        for outer in self.above(node):
            if isinstance(node, ast.stmt):
                break
            steps.append(self._step(outer, node))
            node = outer
        whole = ast.unparse(node) if isinstance(node, ast.stmt) else ""
        is_block = isinstance(node, ast.stmt) and hasattr(node, "body")
        return f"{whole.splitlines()[0] if is_block else whole}\0{'/'.join(reversed(steps))}"

    @staticmethod
    def _step(outer: ast.AST, node: ast.AST) -> str:
        for name, value in ast.iter_fields(outer):
            if value is node:
                return name
            if isinstance(value, list) and any(item is node for item in value):
                return f"{name}{[item is node for item in value].index(True)}"
        return ""

    def _below(self, node: ast.AST) -> Iterator[ast.AST]:
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns"):
                continue
            items = value if isinstance(value, list) else [value]
            if name == "body" and items and _is_docstring(items[0]):
                items = items[1:]
            for item in items:
                if isinstance(item, ast.AST) and not isinstance(item, ast.Import | ast.ImportFrom | ast.JoinedStr):
                    yield item
                    yield from self._below(item)

    def _offset(self, line: int, column: int) -> int:
        return self._starts[line - 1] + len(self._lines[line - 1][:column].decode())


def _is_docstring(node: object) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
