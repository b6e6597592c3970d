"""Guess what a misspelt name was meant to be: among the names at hand, of an object, of a module, of a framework."""

from __future__ import annotations

import builtins
import difflib
import re
import sys
import types
from collections.abc import Iterable
from typing import Any, Final

from grader.messages import message
from grader.text import Text
from grader.vocabulary.arrays import kind_of

_NEIGHBOURS: Final = (
    "torch",
    "torch.nn",
    "torch.nn.functional",
    "torch.optim",
    "torch.utils.data",
    "keras",
    "keras.layers",
    "keras.losses",
    "keras.ops",
    "keras.optimizers",
    "keras.callbacks",
    "tensorflow",
    "tensorflow.math",
    "tensorflow.nn",
    "numpy",
)
_IDENTIFIERS: Final = {
    "loss": "keras.losses",
    "metric": "keras.metrics",
    "optimizer": "keras.optimizers",
    "activation function": "keras.activations",
}

Said = tuple[str, Text]


def undefined(error: NameError) -> Said:
    """Return what to say of a name that is not defined, with the nearest one that is."""
    wanted = error.name or ""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    names = set(vars(builtins))
    if frame is not None:
        names |= set(frame.tb_frame.f_globals) | set(frame.tb_frame.f_locals)
    close = _nearest(wanted, names)
    if close:
        return "error.name_close", message("error.name_close", name=wanted, close=close)
    return "error.name", message("error.name", name=wanted)


def unbound(error: UnboundLocalError) -> Said:
    """Return what to say of a local name that is read before it has a value."""
    found = re.search(r"'(\w+)'", str(error))
    return "error.unbound", message("error.unbound", name=found[1] if found else "?")


def no_attribute(error: AttributeError) -> Said | None:
    """Return what to say of an attribute that is not there, or None when the error does not say which."""
    if error.obj is None and error.name:
        return "error.none_attribute", message("error.none_attribute", name=error.name)
    if error.obj is Ellipsis:
        return "value.ellipsis", message("value.ellipsis")
    if not error.name:
        return None
    if isinstance(error.obj, types.ModuleType):
        return _in_module(error.name, error.obj, "error.attribute_close")
    close = _nearest(error.name, _names_of(error.obj))
    if close:
        return "error.attribute_close", message("error.attribute_close", name=error.name, close=close)
    values = {"name": error.name, "kind": kind_of(error.obj)}
    return "error.attribute", message("error.attribute", None, **values)


def not_in_module(error: ImportError) -> Said | None:
    """Return what to say of a name that a module does not have, or None for another import error."""
    found = re.search(r"cannot import name '(\w+)' from '([\w.]+)'", str(error))
    module = sys.modules.get(found[2]) if found else None
    if found is None or module is None:
        return None
    return _in_module(found[1], module, "error.import_close")


def unknown_identifier(said: str) -> Said | None:
    """Return what to say of a loss, metric, optimizer or activation that Keras does not know by its name."""
    found = re.search(r"Could not interpret (loss|metric|optimizer|activation function) identifier: (\S+)", said)
    if found is None:
        return None
    module = sys.modules.get(_IDENTIFIERS[found[1]])
    close = _nearest(found[2], [name for name in _names_of(module) if name.islower()])
    close = close or _nearest(found[2], [name.lower() for name in _names_of(module)])
    if close:
        return "keras.unknown_name_close", message("keras.unknown_name_close", name=found[2], close=close)
    return "keras.unknown_name", message("keras.unknown_name", name=found[2])


def _in_module(name: str, module: types.ModuleType, key: str) -> Said:
    """Return the same name in other letters, else the name as it stands in another module, else the one most alike."""
    values = {"name": name, "module": module.__name__}
    names = _names_of(module)
    close = _same(name, names)
    if not close:
        for other in _NEIGHBOURS:
            there = sys.modules.get(other)
            if there is not None and there is not module and name in _names_of(there):
                return "error.attribute_elsewhere", message("error.attribute_elsewhere", None, **values, other=other)
    close = close or _nearest(name, names)
    if close:
        return key, message(key, None, **values, close=close)
    return "error.module_attribute", message("error.module_attribute", None, **values)


def _same(wanted: str, names: Iterable[str]) -> str | None:
    """Return the name that differs in case and underscores alone."""
    return next((name for name in sorted(names) if _folded(name) == _folded(wanted)), None)


def _nearest(wanted: str, names: Iterable[str]) -> str | None:
    """Return the name that differs in case and underscores alone, else the one spelt most alike."""
    folded = {_folded(name): name for name in sorted(names)}
    if _folded(wanted) in folded:
        return folded[_folded(wanted)]
    close = difflib.get_close_matches(_folded(wanted), folded, n=1)
    return folded[close[0]] if close else None


def _folded(name: str) -> str:
    return name.lower().replace("_", "")


def _names_of(thing: Any) -> list[str]:
    try:
        return [name for name in dir(thing) if not name.startswith("_")]
    except Exception:  # a learner's __dir__ may raise anything
        return []
