"""Does a lesson name every package that its exercises import?"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, Final

from workshop.complaint import Complaint, Step, complain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_EVERYWHERE: Final = ("grader", "numpy")
"""What no lesson need name: checks of any framework draw and compare with NumPy."""


def of_file(about: str, file: Path, tree: ast.Module, named: Collection[str]) -> Iterator[Complaint]:
    """Yield each package that a file imports and its lesson does not name, once, at its first line.

    named: `packages` of the lesson.
    """
    known = {*sys.stdlib_module_names, *_EVERYWHERE, *named}
    for package, line in _packages(tree):
        if package not in known:
            known.add(package)
            yield complain(about, Step.TEXTS, file, "not_named", line, package=package)


def _packages(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], node.lineno
