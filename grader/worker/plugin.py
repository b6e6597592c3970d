"""The pytest plugin of a worker: fixtures for checks, and a report of each check on the worker's channel."""

from __future__ import annotations

import importlib.util
import inspect
import math
import sys
import types
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest

from grader.text import Text
from grader.vocabulary.datasets import Datasets
from grader.vocabulary.draws import Draws
from grader.vocabulary.expect import Expect
from grader.worker.devices import as_device
from grader.worker.failure import failure
from grader.worker.learner import Learner
from grader.worker.seal import Seal
from grader.worker.seeds import seed_all

Send = Callable[..., None]


class Metrics:
    """The `metrics` fixture: points of curves, sent as they come."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._steps: Counter[str] = Counter()

    def log(self, name: str, value: Any) -> None:
        """Add a point to the curve `name`; NaN and Inf leave a gap. Raises TypeError or ValueError for no number."""
        number = float(value)
        if math.isfinite(number):
            self._send("metric", name=name, step=self._steps[name], value=number)
        self._steps[name] += 1


class Checks:
    """Fixtures and reports for one submission. Registered as a plugin object, gone with its worker.

    `bring_in` imports the learner's file; None when it cannot be, which it reports itself.
    """

    def __init__(
        self,
        send: Send,
        bring_in: Callable[[], Learner | None],
        file: Path,
        device: str,
        folder: Path,
        own: Mapping[str, Text],
        seal: Seal,
    ) -> None:
        self.invalid = False
        self._send = send
        self._bring_in = bring_in
        self._file = file
        self._device = as_device(device)
        self._folder = folder
        self._own = own
        self._seal = seal
        self._functions: dict[str, Callable[..., None]] = {}
        self._learner: Learner

    @pytest.hookimpl
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Import the learner's file when all checks are in memory: what it replaces does not change what they are."""
        self._functions = {item.name: item.obj for item in session.items if isinstance(item, pytest.Function)}
        learner = self._bring_in()
        if learner is None:
            self.invalid = True
            session.items.clear()
        else:
            self._learner = learner

    @pytest.fixture
    def learner(self) -> Learner:
        """The learner's module."""
        return self._learner

    @pytest.fixture
    def device(self) -> Any:
        """Where to compute."""
        return self._device

    @pytest.fixture
    def rng(self) -> Draws:
        """Seeded random inputs."""
        return Draws(0, self._device)

    @pytest.fixture
    def data(self) -> Datasets:
        """Bundled real data."""
        return Datasets()

    @pytest.fixture
    def metrics(self) -> Metrics:
        """Curves beside the verdict."""
        return Metrics(self._send)

    @pytest.fixture
    def expect(self) -> Expect:
        """The vocabulary of checks."""
        return Expect(self._learner.tree)

    @pytest.fixture
    def reference(self) -> types.ModuleType:
        """The module ``solution.py``, freshly imported."""
        spec = importlib.util.spec_from_file_location("reference_solution", self._folder / "solution.py")
        if spec is None or spec.loader is None:
            raise ImportError("solution.py cannot be imported")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        seed_all()
        return module

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Run one check from a fresh seed and report it. pytest never sees what it raises, which might end it."""
        check = self._functions[pyfuncitem.name]
        given = {name: pyfuncitem.funcargs[name] for name in inspect.signature(check).parameters}
        self._seal.mend()
        seed_all()
        self._learner.last_called = None
        result: dict[str, Any] = {"status": "passed"}
        try:
            check(**given)
        except BaseException as error:  # a learner's code may raise anything at all
            self._seal.mend()
            result = failure(error, self._learner, self._file, self._own)
        self._send("check", name=pyfuncitem.name, result=result)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Report a check that cannot begin. pytest's own report would format a traceback that nobody reads."""
        if call.excinfo is not None:
            self._send("broken", error=f"{item.name}: {call.excinfo.exconly()}")
        outcome: Literal["passed", "failed"] = "passed" if call.excinfo is None else "failed"
        when: Any = call.when
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, when)

    @pytest.hookimpl
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A check file that cannot be collected is our side's fault."""
        if report.failed:
            self._send("broken", error=report.longreprtext[-2000:])
