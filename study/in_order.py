"""Do a piece of work on many items, some at once, and give the results in the order of the items."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

TICK: Final = 0.1
"""Seconds between two ticks."""


def in_order(
    items: Iterable[_Item],
    work: Callable[[_Item, threading.Event], _Result],
    *,
    at_once: int,
    tick: Callable[[], None] = lambda: None,
) -> Generator[_Result]:
    """Yield `work(item, stop)` for every item in order, with at most `at_once` of them at work, each in a thread.

    tick: called in the caller's thread, about ten times a second while a result is waited for.
    Closed, interrupted or failed before its end, it sets `stop`, begins nothing more, and waits for what is at work.
    What `work` raises is raised in the place of its result.
    """
    stop = threading.Event()

    def begin(item: _Item) -> _Result:
        # A thread of the pool may take an item between `stop` and the cancelling of what waits.
        if stop.is_set():
            raise CancelledError
        return work(item, stop)

    with ThreadPoolExecutor(at_once) as pool:
        try:
            results = [pool.submit(begin, item) for item in items]
            for result in results:
                yield _wait_for(result, tick)
        finally:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)


def _wait_for(result: Future[_Result], tick: Callable[[], None]) -> _Result:
    # Not in one go: on Windows nothing interrupts a thread that waits without an end.
    while not wait((result,), TICK).done:
        tick()
    return result.result()
