"""Import a family's frameworks and everything a worker would import later, and use none of it."""

from __future__ import annotations

import contextlib
import gc
import importlib
import sys

from grader.families import FAMILIES
from grader.messages import catalogue
from grader.vocabulary import datasets
from grader.worker.seal import Seal


def load(family: str) -> Seal:
    """Import what `family` names, and seal it. Raises whatever the imports raise.

    The heap is frozen afterwards: no collection ever walks it again, and its pages stay shared after a fork.
    """
    for name in FAMILIES[family].imports:
        importlib.import_module(name)
    for name in (
        "grader.worker.run",
        "grader.vocabulary.expect",
        "landlockpy",
        "_pytest.unittest",
        "tomllib",
        "unittest.mock",
    ):
        try:
            importlib.import_module(name)
        except ImportError:
            if name != "landlockpy":
                raise
    if "torch" in FAMILIES[family].imports:
        importlib.import_module("grader.vocabulary.watching")
        importlib.import_module("grader.vocabulary.operations")
    for data in datasets.NAMES:
        with contextlib.suppress(OSError, ImportError, ValueError):  # told to the check that asks for it
            datasets.load(data)
    for name in FAMILIES[family].blocked:
        sys.modules[name] = None  # type: ignore[assignment]
    catalogue()
    seal = Seal()
    gc.collect()
    gc.freeze()
    return seal
