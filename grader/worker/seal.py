"""What a check calls to judge, remembered before a learner's file runs and put back after it.

A file that replaces `abs`, `torch.allclose` or a piece of the vocabulary would change how it is judged, by accident or
not. This is no wall: code in one process can reach everything in it. It keeps a replaced name from deciding a verdict.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable
from operator import is_not
from typing import Any, Final

_CALLED: Final = (
    "_pytest.fixtures",
    "_pytest.python",
    "_pytest.runner",
    "builtins",
    "copy",
    "inspect",
    "json",
    "keras",
    "keras.ops",
    "math",
    "numpy",
    "operator",
    "os",
    "pluggy._callers",
    "pluggy._hooks",
    "pytest",
    "random",
    "struct",
    "tensorflow",
    "time",
    "torch",
    "torch.autograd",
    "torch.autograd.gradcheck",
    "torch.linalg",
    "torch.nn",
    "torch.nn.functional",
    "torch.nn.init",
    "torch.optim",
    "torch.testing",
)
_OURS: Final = (
    "grader.frames",
    "grader.messages",
    "grader.worker.curves",
    "grader.worker.explain",
    "grader.worker.failure",
    "grader.worker.frames",
    "grader.worker.names",
    "grader.worker.nonfinite",
    "grader.worker.plugin",
    "grader.worker.source",
)
_VOCABULARY: Final = "grader.vocabulary"
_ABSENT: Final = object()


class _Kept:
    """The names of one module or class as they are now. `exact`: names that are added later go again."""

    def __init__(self, holder: Any, exact: bool) -> None:
        self._holder = holder
        self._space = vars(holder)
        self._names = tuple(self._space)
        self._values = tuple(self._space.values())
        self._exact = exact

    def mend(self) -> None:
        """Put back what was replaced."""
        get = self._space.get
        if any(map(is_not, map(get, self._names), self._values)):
            for name, value in zip(self._names, self._values, strict=True):
                if get(name, _ABSENT) is not value:
                    setattr(self._holder, name, value)
        if self._exact and len(self._space) > len(self._names):
            for name in set(self._space).difference(self._names):
                delattr(self._holder, name)


class _KeptCode:
    """What a function does as it is now: its name may stay and its code be another."""

    def __init__(self, function: types.FunctionType) -> None:
        self._function = function
        self._code, self._defaults = function.__code__, function.__defaults__

    def mend(self) -> None:
        """Put back what was replaced."""
        function = self._function
        if function.__code__ is not self._code or function.__defaults__ is not self._defaults:
            function.__code__, function.__defaults__ = self._code, self._defaults


class Seal:
    """Made in a host when everything is imported: making it touches more memory than a fork should copy."""

    def __init__(self) -> None:
        self._all = dict(sys.modules)
        self._kept: list[_Kept | _KeptCode] = []
        self._modules: dict[str, types.ModuleType] = {}
        for name, module in self._all.items():
            ours = name in _OURS or name.startswith(_VOCABULARY)
            if not isinstance(module, types.ModuleType) or not (ours or name in _CALLED):
                continue
            self._modules[name] = module
            self._kept.append(_Kept(module, exact=ours and name != _VOCABULARY))
            if ours:
                classes = [own for own in vars(module).values() if _defined_in(own, name)]
                self._kept += [_Kept(own, exact=True) for own in classes]
                for holder in (module, *classes):
                    self.keep(function for value in vars(holder).values() for function in _functions(value, name))
        if "torch" in self._modules:
            torch: Any = self._modules["torch"]
            self._kept.append(_Kept(torch.Tensor, exact=True))
            self._kept += [_Kept(torch.nn.Module, exact=False), _Kept(torch.optim.Optimizer, exact=False)]

    def keep(self, functions: Iterable[types.FunctionType]) -> None:
        """Let these functions do what they do now, too."""
        self._kept += [_KeptCode(function) for function in functions]

    def mend(self) -> None:
        """Put back every module and name that was replaced. Takes a fraction of a millisecond."""
        lost = len(sys.modules) < len(self._all)
        sys.modules.update(self._all if lost else self._modules)
        for kept in self._kept:
            kept.mend()


def _functions(value: Any, module: str) -> list[types.FunctionType]:
    """Return the functions of `module` that `value` is or wraps."""
    inner = (value, getattr(value, "fget", None), getattr(value, "__func__", None), getattr(value, "__wrapped__", None))
    return [one for one in inner if isinstance(one, types.FunctionType) and one.__module__ == module]


def _defined_in(thing: Any, module: str) -> bool:
    return isinstance(thing, type) and thing.__module__ == module
