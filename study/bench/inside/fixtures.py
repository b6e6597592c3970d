"""The fixtures of checks, made as a worker makes them, for a run without one."""

from __future__ import annotations

import importlib.util
import sys
import types
from pathlib import Path
from typing import Any, Final

from grader.vocabulary.datasets import Datasets
from grader.vocabulary.draws import Draws
from grader.vocabulary.expect import Expect
from grader.worker.curves import Curves
from grader.worker.devices import as_device
from grader.worker.learner import import_learner
from grader.worker.seeds import seed_all
from study.bench.inside.job import Job

FIXTURES: Final = ("learner", "device", "rng", "data", "metrics", "expect", "reference")


class Given:
    """What the checks of one run are given. The learner's file is imported when this is made."""

    def __init__(self, job: Job) -> None:
        file = Path(job.file)
        self._learner = import_learner(file, file.read_text(encoding="utf-8"))
        self._device = as_device(job.device)
        self._folder = Path(job.folder)

    def make(self, name: str) -> Any:
        """Return a fresh fixture. Raises KeyError for an unknown name."""
        match name:
            case "learner":
                return self._learner
            case "device":
                return self._device
            case "rng":
                return Draws(0, self._device)
            case "data":
                return Datasets()
            case "metrics":
                return Curves(_unheard)
            case "expect":
                return Expect(self._learner.tree)
            case "reference":
                module = load_module("reference_solution", self._folder / "solution.py")
                seed_all()
                return module
        raise KeyError(name)


def _unheard(kind: str, **data: Any) -> None:
    """Take a point of a curve that nobody draws here."""
    del kind, data


def load_module(name: str, file: Path) -> types.ModuleType:
    """Import a file under `name`. Raises what its top level raises."""
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
