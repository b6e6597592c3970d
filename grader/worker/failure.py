"""What a learner is told about a check that ended with an exception, as the data of a frame."""

from __future__ import annotations

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
from grader.worker.explain import explain, original
from grader.worker.frames import frames_of, places_in
from grader.worker.learner import Learner
from grader.worker.nonfinite import first_broken_line
from grader.worker.source import Source, place, why_nothing

_ENDS_A_PROGRAM: Final = (KeyboardInterrupt, SystemExit, pytest.exit.Exception)
_NOT_FINITE: Final = ("value.not_finite", "value.one_not_finite", "value.nan", "value.one_nan")


def failure(error: BaseException, learner: Learner, file: Path, own: Mapping[str, Text]) -> dict[str, Any]:
    """Return the result of a check that raised `error`; `own` are the sentences that the exercise adds."""
    source = Source(learner.source, learner.tree, learner.last_called)
    if isinstance(error, Unmet):
        return _unmet(error, learner, source, file, own)
    if isinstance(error, MemoryError):
        use_reserve()
    explained = explain(error, file)
    text, kind, seen, where = explained.text, "raised", explained.seen, explained.where
    often = None
    if isinstance(error, _ENDS_A_PROGRAM):
        name = type(error).__name__
        text = message("error.exit") if isinstance(error, SystemExit) else message("error.interrupted", type=name)
        kind, seen = "interrupted", {"type": name}
    elif explained.key == "value.none":
        often, where = why_nothing(source) or (None, None)
    return _result(
        text,
        kind,
        seen,
        often=often,
        where=where or place(explained.key, source),
        error=explained.error,
        traceback=explained.frames,
    )


def _unmet(error: Unmet, learner: Learner, source: Source, file: Path, own: Mapping[str, Text]) -> dict[str, Any]:
    often, where, said = error.often, None, ""
    lines: tuple[Where, ...] = ()
    if error.places:
        lines = places_in(error.places, file).lines
    elif behind := error.__cause__ or error.__context__:
        lines = frames_of(behind, file).lines
        said = original(behind) if lines else ""
    elif error.failure == "value.none" and error.result:
        often, where = why_nothing(source) or (often, None)
    elif error.failure in _NOT_FINITE:
        where = first_broken_line(error, learner, file)
    result = _result(
        error.text,
        error.failure,
        error.seen,
        often=often,
        expected=error.expected,
        actual=error.actual,
        where=where or (lines[-1] if lines else place(error.failure, source)),
        error=said,
        traceback=lines,
    )
    if error.means and known(error.means, own):
        result["mistake"] = error.means
        result["mistake_message"] = message(error.means, own)
    return result


def _result(
    text: Text,
    failure: str,
    seen: Any,
    *,
    often: Text | None = None,
    expected: Mapping[str, str] | None = None,
    actual: Mapping[str, str] | None = None,
    where: Where | None = None,
    error: str = "",
    traceback: tuple[Where, ...] = (),
) -> dict[str, Any]:
    """Return the frame. A sentence without the key of a mistake stands until a known mistake takes its place."""
    return {
        "status": "failed",
        "message": text,
        "mistake_message": often,
        "expected": dict(expected or {}),
        "actual": dict(actual or {}),
        "where": asdict(where) if where else None,
        "error": error,
        "traceback": [asdict(frame) for frame in traceback],
        "behaviour": {"failure": failure, "seen": seen},
    }
