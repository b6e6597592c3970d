"""The pytest plugin of a worker: fixtures for checks, and a report of each check on the worker's channel."""

from __future__ import annotations

import inspect
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest

from grader.text import Text
from grader.vocabulary.datasets import Datasets
from grader.vocabulary.draws import Draws
from grader.vocabulary.expect import Expect
from grader.worker.curves import Curves
from grader.worker.devices import as_device, has_failed
from grader.worker.failure import failure
from grader.worker.learner import Learner
from grader.worker.seal import Seal
from grader.worker.seeds import is_recording, record, seed_all

Report = Callable[[str, dict[str, Any]], None]


class Checks:
    """Fixtures and reports for the checks of one folder. Registered as a plugin object, gone with its worker.

    `run_on` is given the collected checks; it calls `run` with a learner's module.
    """

    def __init__(
        self,
        folder: Path,
        own: Mapping[str, Text],
        seal: Seal,
        run_on: Callable[[Sequence[pytest.Item]], None],
    ) -> None:
        self.trouble = ""
        """What the folder itself did wrong, if anything."""
        self.device_failure = ""
        """What the GPU said when it failed under a check, if it did."""
        self._own = own
        self._seal = seal
        self._run_on = run_on
        self._reference = _compiled(folder / "solution.py")
        self._functions: dict[str, Callable[..., None]] = {}
        self._ran: set[str] = set()
        self._learner: Learner
        self._file: Path
        self._device: Any
        self._device_name: str
        self._curves: Curves
        self._report: Report
        self._seed = 0
        self._recording = True

    def run(
        self,
        items: Sequence[pytest.Item],
        learner: Learner,
        file: Path,
        device: str,
        curves: Curves,
        report: Report,
        seed: int = 0,
    ) -> None:
        """Run `items` on the learner's module that came from `file`, each from `seed`, and `report` each."""
        self._learner, self._file, self._device, self._device_name = learner, file, as_device(device), device
        self._curves, self._report, self._seed = curves, report, seed
        self._recording = is_recording()
        for item, following in zip(items, (*items[1:], None), strict=True):
            if self.device_failure:
                return
            if item.name in self._ran and isinstance(item, pytest.Function):
                item._initrequest()
            self._ran.add(item.name)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    def forget(self) -> None:
        """Be as if nothing had been run: neither the module nor what went wrong is kept."""
        self.trouble = self.device_failure = ""
        vars(self).pop("_learner", None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Give away the checks once all are in memory: what a learner replaces does not change what they are."""
        if self.trouble:
            return None
        self._functions = {item.name: item.obj for item in session.items if isinstance(item, pytest.Function)}
        self._seal.keep(function for function in self._functions.values() if isinstance(function, types.FunctionType))
        self._run_on(session.items)
        return True

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
        return Draws(self._seed, self._device)

    @pytest.fixture
    def data(self) -> Datasets:
        """Bundled real data."""
        return Datasets()

    @pytest.fixture
    def metrics(self) -> Curves:
        """Curves beside the verdict."""
        return self._curves

    @pytest.fixture
    def expect(self) -> Expect:
        """The vocabulary of checks."""
        return Expect(self._learner.tree)

    @pytest.fixture
    def reference(self) -> types.ModuleType:
        """The module ``solution.py``, freshly run; its file is out of reach by now."""
        if self._reference is None:
            raise ImportError("there is no solution.py that could be imported")
        module = types.ModuleType("reference_solution")
        sys.modules[module.__name__] = module  # dataclasses look their module up
        try:
            exec(self._reference, vars(module))
        finally:
            del sys.modules[module.__name__]
        seed_all(self._seed)
        return module

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Run one check from a fresh seed and report it. pytest never sees what it raises, which might end it."""
        check = self._functions[pyfuncitem.name]
        given = {name: pyfuncitem.funcargs[name] for name in inspect.signature(check).parameters}
        self._seal.mend()
        seed_all(self._seed)
        record(self._recording)  # what one check leaves switched off is not the next one's
        self._learner.last_called = None
        self._curves.begin()
        result: dict[str, Any] = {"status": "passed"}
        try:
            check(**given)
        except BaseException as error:  # a learner's code may raise anything at all
            self._seal.mend()
            if has_failed(error, self._device_name):
                self.device_failure = f"{type(error).__name__}: {error}"[:2000]
                return True
            result = failure(error, self._learner, self._file, self._own)
        self._report(pyfuncitem.name, result)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Report a check that cannot begin. pytest's own report would format a traceback that nobody reads."""
        if call.excinfo is not None:
            self.trouble = self.trouble or f"{item.name}: {call.excinfo.exconly()}"
        outcome: Literal["passed", "failed"] = "passed" if call.excinfo is None else "failed"
        when: Any = call.when
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, when)

    @pytest.hookimpl
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A check file that cannot be collected is our side's fault."""
        if report.failed:
            self.trouble = report.longreprtext[-2000:]


def _compiled(solution: Path) -> types.CodeType | None:
    try:
        return compile(solution.read_bytes(), str(solution), "exec", dont_inherit=True)
    except (OSError, ValueError, SyntaxError):
        return None
