"""The pytest plugin of a worker: fixtures for checks, and a report of each check on the worker's channel."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import math
import sys
import types
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, Literal

import pytest

from grader.messages import known, message
from grader.text import Text
from grader.verdict import Where
from grader.vocabulary.datasets import Datasets
from grader.vocabulary.draws import Draws
from grader.vocabulary.expect import Expect
from grader.vocabulary.unmet import Unmet
from grader.worker.devices import as_device
from grader.worker.explain import explain
from grader.worker.learner import Learner
from grader.worker.seal import Seal
from grader.worker.seeds import seed_all

Send = Callable[..., None]


_ENDS_A_PROGRAM: Final = (KeyboardInterrupt, SystemExit, pytest.exit.Exception)


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
            result = self._failure(error)
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

    def _failure(self, error: BaseException) -> dict[str, Any]:
        if isinstance(error, Unmet):
            return self._unmet(error)
        explained = explain(error, self._file)
        if isinstance(error, _ENDS_A_PROGRAM):
            name = type(error).__name__
            exits = isinstance(error, SystemExit)
            text = message("error.exit") if exits else message("error.interrupted", type=name)
            return _result(
                text, "interrupted", {"type": name}, where=explained.where or self._where(), traceback=explained.frames
            )
        return _result(
            explained.text,
            "raised",
            explained.seen,
            where=explained.where or self._where(),
            error=explained.error,
            traceback=explained.frames,
        )

    def _unmet(self, error: Unmet) -> dict[str, Any]:
        result = _result(
            error.text, error.failure, error.seen, expected=error.expected, actual=error.actual, where=self._where()
        )
        if error.means and known(error.means, self._own):
            result["mistake"] = error.means
            result["mistake_message"] = message(error.means, self._own)
        return result

    def _where(self) -> Where | None:
        """Return the line to look at first: the only `return` of the function called last, else its `def`."""
        for node in self._learner.tree.body:
            if isinstance(node, ast.FunctionDef) and node.name == self._learner.last_called:
                returns = [inner for inner in ast.walk(node) if isinstance(inner, ast.Return)]
                line = returns[0].lineno if len(returns) == 1 else node.lineno
                return Where(line, self._learner.source.splitlines()[line - 1].strip())
        return None


def _result(
    text: Text,
    failure: str,
    seen: Any,
    *,
    expected: Mapping[str, str] | None = None,
    actual: Mapping[str, str] | None = None,
    where: Where | None = None,
    error: str = "",
    traceback: tuple[Where, ...] = (),
) -> dict[str, Any]:
    return {
        "status": "failed",
        "message": text,
        "expected": dict(expected or {}),
        "actual": dict(actual or {}),
        "where": asdict(where) if where else None,
        "error": error,
        "traceback": [asdict(frame) for frame in traceback],
        "behaviour": {"failure": failure, "seen": seen},
    }
