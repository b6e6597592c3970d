"""Find the learner's line on which NaN or Inf first comes up, by running the failed check once more under watch."""

from __future__ import annotations

import contextlib
import inspect
import io
import signal
import sys
import traceback
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from grader.verdict import Where
from grader.vocabulary.draws import Draws
from grader.vocabulary.surroundings import Places, running
from grader.worker.curves import Curves
from grader.worker.frames import frames_of, places_in
from grader.worker.learner import Learner
from grader.worker.loops import watchers
from grader.worker.seeds import seed_all

LONGEST: Final = 2.0
"""Seconds that the second run may take where the platform has a timer: the verdict waits for it."""


class _Enough(BaseException):
    """It was found, or it takes too long. No exception of its own kind is caught by a learner's `except Exception`."""


class _Mute(Curves):
    """Draws nothing: the curves of the check are drawn already."""

    def __init__(self) -> None:
        super().__init__(lambda *_, **__: None)


def first_broken_line(error: BaseException, learner: Learner, file: Path) -> Where | None:
    """Return the line of the learner's `file` whose result first holds NaN or Inf; None when it cannot be found.

    error: what the check raised; its traceback leads to the check and what it was given.
    """
    check = _check_of(error)
    if check is None:
        return None
    function, given = check
    called = learner.last_called
    seed_all()
    found: list[Places] = []
    try:
        with _time_limit(), _quiet(file), _watch_torch(found, file), _raising():
            function(**given)
    except FloatingPointError as raised:
        lines = frames_of(raised, file).lines
        return lines[-1] if lines else None
    except BaseException:  # the check fails again, or the learner's code does, in any way
        pass
    finally:
        learner.last_called = called
    lines = places_in(found[0], file).lines if found else ()
    return lines[-1] if lines else None


def _check_of(error: BaseException) -> tuple[Callable[..., None], dict[str, Any]] | None:
    for frame, _ in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        if code.co_name.startswith("test_") and not code.co_freevars:
            names = inspect.getargs(code).args
            given = {name: _anew(name, frame.f_locals[name]) for name in names if name in frame.f_locals}
            return types.FunctionType(code, frame.f_globals), given
    return None


def _anew(name: str, fixture: Any) -> Any:
    if isinstance(fixture, Draws):
        return fixture.anew()
    return _Mute() if name == "metrics" else fixture


@contextlib.contextmanager
def _quiet(file: Path) -> Iterator[None]:
    """Let the learner's file neither print nor draw inside the block."""
    module = vars(sys.modules[file.stem]) if file.stem in sys.modules else {}
    muted = watchers(_Mute())
    before = {name: module[name] for name in muted if name in module}
    module.update({name: muted[name] for name in before})
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        module.update(before)


def _raising() -> np.errstate:
    return np.errstate(divide="raise", over="raise", invalid="raise")


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: Any) -> None:
        raise _Enough

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _watch_torch(found: list[Places], file: Path) -> Iterator[None]:
    if "torch" not in sys.modules:
        yield
        return
    from grader.vocabulary.operations import watch_results

    def look(given: list[Any], results: list[Any]) -> None:
        """Stop at the first operation that makes NaN, or Inf, of finite numbers in the learner's code."""
        if any(map(_broken, results)) and not any(map(_broken, given)):
            places = running()
            if any(name == str(file) for name, _ in places):
                found.append(places)
                raise _Enough

    with watch_results(look):
        yield


def _broken(tensor: Any) -> bool:
    return bool(tensor.is_floating_point() and tensor.device.type != "meta" and not tensor.isfinite().all())
