"""Read Python code into its tree, from any thread.

Before Python 3.11.8 and 3.12.2 all threads count the depth of the trees that they build in one place, so that one that
builds a tree while another does may get a SystemError ("AST constructor recursion depth mismatch"):
https://github.com/python/cpython/issues/106905
"""

from __future__ import annotations

import ast
import threading

_ONE_AT_A_TIME = threading.Lock()


def parse(source: str, file: str = "<unknown>") -> ast.Module:
    """Return the tree of a module. Raises SyntaxError, ValueError and RecursionError, as `ast.parse` does."""
    with _ONE_AT_A_TIME:
        return ast.parse(source, file)


def parse_expression(source: str) -> ast.expr:
    """Return the tree of one expression. Raises as `parse` does."""
    with _ONE_AT_A_TIME:
        return ast.parse(source, mode="eval").body
