"""Read Python code into its tree, from any thread.

Before Python 3.11.8 and 3.12.2 all threads count the depth of the trees that they build in one place, so that one that
builds a tree while another does may get a SystemError ("AST constructor recursion depth mismatch"):
https://github.com/python/cpython/issues/106905
"""

from __future__ import annotations

import ast
import threading

_ONE_AT_A_TIME = threading.Lock()


class NestedTooDeeply(SyntaxError):
    """Code that Python's own reader has no room for, such as a sum of thousands of terms. It knows no line."""


def parse(source: str, file: str = "<unknown>") -> ast.Module:
    """Return the tree of a module. Raises SyntaxError and ValueError as `ast.parse` does, and NestedTooDeeply."""
    with _ONE_AT_A_TIME:
        try:
            return ast.parse(source, file)
        except (RecursionError, MemoryError) as error:
            raise NestedTooDeeply(
                "too many expressions or blocks within each other", (file, None, None, None)
            ) from error


def parse_expression(source: str) -> ast.expr:
    """Return the tree of one expression. Raises SyntaxError."""
    with _ONE_AT_A_TIME:
        return ast.parse(source, mode="eval").body
