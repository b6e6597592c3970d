"""What a learner is told about a check that ended with an exception, as the data of a frame."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pytest

from grader.messages import known, message
from grader.text import Text
from grader.verdict import Where
from grader.vocabulary.unmet import Unmet
from grader.worker.confine import use_reserve
from grader.worker.explain import explain
from grader.worker.learner import Learner

_ENDS_A_PROGRAM: Final = (KeyboardInterrupt, SystemExit, pytest.exit.Exception)


def failure(error: BaseException, learner: Learner, file: Path, own: Mapping[str, Text]) -> dict[str, Any]:
    """Return the result of a check that raised `error`; `own` are the sentences that the exercise adds."""
    if isinstance(error, Unmet):
        return _unmet(error, learner, own)
    if isinstance(error, MemoryError):
        use_reserve()
    explained = explain(error, file)
    text, kind, seen = explained.text, "raised", explained.seen
    if isinstance(error, _ENDS_A_PROGRAM):
        name = type(error).__name__
        text = message("error.exit") if isinstance(error, SystemExit) else message("error.interrupted", type=name)
        kind, seen = "interrupted", {"type": name}
    return _result(
        text,
        kind,
        seen,
        where=explained.where or _where(learner),
        error=explained.error,
        traceback=explained.frames,
    )


def _unmet(error: Unmet, learner: Learner, own: Mapping[str, Text]) -> dict[str, Any]:
    result = _result(
        error.text,
        error.failure,
        error.seen,
        expected=error.expected,
        actual=error.actual,
        where=_where(learner),
    )
    if error.means and known(error.means, own):
        result["mistake"] = error.means
        result["mistake_message"] = message(error.means, own)
    return result


def _where(learner: Learner) -> Where | None:
    """Return the line to look at first: the only `return` of the function called last, else its `def`."""
    for node in learner.tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == learner.last_called:
            returns = [inner for inner in ast.walk(node) if isinstance(inner, ast.Return)]
            line = returns[0].lineno if len(returns) == 1 else node.lineno
            return Where(line, learner.source.splitlines()[line - 1].strip())
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
