"""The pytest plugin of a worker: fixtures for checks, and a report of each check on the worker's channel."""

from __future__ import annotations

import ast
import importlib.util
import math
import sys
import types
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

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
from grader.worker.seeds import seed_all

Send = Callable[..., None]


class Interrupted(RuntimeError):
    """The learner's code raised what would have ended pytest itself."""


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
    """Fixtures and reports for one submission. Registered as a plugin object, gone with its worker."""

    def __init__(
        self, send: Send, learner: Learner, file: Path, device: str, folder: Path, own: Mapping[str, Text]
    ) -> None:
        self._send = send
        self._learner = learner
        self._file = file
        self._device = as_device(device)
        self._folder = folder
        self._own = own

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

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self) -> Generator[None, Any, Any]:
        """Run one check from a fresh seed, and keep what would end pytest from doing so."""
        seed_all()
        self._learner.last_called = None
        try:
            return (yield)
        except (KeyboardInterrupt, SystemExit, pytest.exit.Exception) as error:
            raise Interrupted(type(error).__name__).with_traceback(error.__traceback__) from None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Report a check as soon as it ends. pytest's own report would format a traceback that nobody reads."""
        if call.excinfo is not None and call.when == "setup":
            self._send("broken", error=f"{item.name}: {call.excinfo.exconly()}")
        elif call.when == "call":
            result = {"status": "passed"} if call.excinfo is None else self._failure(call.excinfo.value)
            self._send("check", name=item.name, result=result)
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
        if isinstance(error, Interrupted):
            text = (
                message("error.exit") if str(error) == "SystemExit" else message("error.interrupted", type=str(error))
            )
            frames = explain(error, self._file).frames
            return _result(
                text, "interrupted", {"type": str(error)}, where=frames[-1] if frames else None, traceback=frames
            )
        explained = explain(error, self._file)
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
