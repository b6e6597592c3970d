"""The learner's file as a module, with what a check may ask of it."""

from __future__ import annotations

import ast
import contextlib
import difflib
import functools
import importlib.util
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.messages import message
from grader.syntax import parse
from grader.vocabulary.unmet import Unmet
from grader.worker.curves import Curves
from grader.worker.loops import watched, watchers


class Learner:
    """The `learner` fixture: attributes are those of the learner's module; a missing one is a friendly failure."""

    def __init__(self, module: types.ModuleType, source: str, tree: ast.Module, mend: Callable[[], None]) -> None:
        self._module = module
        self._mend = mend
        self.source = source
        self.tree = tree
        self.last_called: str | None = None

    def __getattr__(self, name: str) -> Any:
        try:
            value = getattr(self._module, name)
        except AttributeError:
            raise self._missing(name) from None
        if isinstance(value, types.FunctionType):
            return self._noted(name, value)
        return value

    def _noted(self, name: str, function: types.FunctionType) -> Any:
        @functools.wraps(function)
        def noted(*arguments: Any, **options: Any) -> Any:
            self.last_called = name
            try:
                return function(*arguments, **options)
            finally:
                self._mend()

        return noted

    def _missing(self, name: str) -> Unmet:
        own = [own for own, value in vars(self._module).items() if callable(value) and not own.startswith("_")]
        close = difflib.get_close_matches(name, own, n=1)
        key = "learner.misspelt" if close else "learner.missing"
        text = message(key, name=name, found=close[0] if close else "")
        return Unmet(key, text, {"name": name}, {"name": close[0]} if close else {}, name)


def import_learner(
    file: Path, source: str, mend: Callable[[], None] = lambda: None, curves: Curves | None = None
) -> Learner:
    """Import the learner's file as a module of its own. Raises whatever its top level raises.

    `mend` is called whenever a function of it ends, to put back what it may have replaced. What its loops print and
    append goes by `curves`.
    """
    tree = parse(source, str(file))
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None:
        raise ImportError(f"{file} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    vars(module).update(watchers(curves) if curves is not None else {})
    exec(_code(source, file, is_watched=curves is not None), vars(module))
    return Learner(module, source, tree, mend)


def _code(source: str, file: Path, *, is_watched: bool) -> types.CodeType:
    if is_watched:
        with contextlib.suppress(RecursionError):  # Python reads deeper than it can be watched
            return compile(watched(parse(source, str(file))), str(file), "exec", dont_inherit=True)
    return compile(source, str(file), "exec", dont_inherit=True)
