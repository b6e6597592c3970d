"""What has to reach the disk, written one thing after the other in a thread of its own.

A disk may take its time, so the screen never waits for one: events, drafts and the learner's files all go through here.
What was asked for first is on the disk first, and `close` waits for all of it.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from study.event import Event
    from study.session import Session
    from study.standing import Progress

Result = TypeVar("Result")


class Writing:
    """One thread, started when it is first needed. Only the thread of the screen calls these methods.

    progress: what the learner has done, as far as that is known without asking the disk.
    noted: called in the thread after something was noted. failed: called in it with what `later` raised.
    """

    def __init__(self, session: Session, noted: Callable[[], object], failed: Callable[[Exception], object]) -> None:
        self.progress = session.progress()
        self._session = session
        self._noted = noted
        self._failed = failed
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="writing")

    # --- the log

    def note(self, action: Callable[..., object], *about: Any) -> None:
        """Do one of `study.actions` in its turn, and return at once."""
        self.later(partial(self._act, action, *about))

    async def act(self, action: Callable[..., Result], *about: Any) -> Result:
        """Do one of `study.actions`; return what it returns once it is on the disk, or raise what it raises."""
        return await self.done(partial(self._act, action, *about))

    async def latest(self) -> Progress:
        """Return the progress with all that was noted up to now, here and by other processes."""
        await self.done(self._look)
        return self.progress

    def look(self) -> None:
        """Have `progress` brought up to date, after something was noted by somebody else."""
        self.later(self._look)

    async def events(self) -> tuple[Event, ...]:
        """Return the events with all that was noted up to now."""
        return await self.done(self._session.log.events)

    def _act(self, action: Callable[..., Result], *about: Any) -> Result:
        try:
            return action(self._session, *about)
        finally:
            self._look()
            self._noted()

    def _look(self) -> None:
        self.progress = self._session.progress()

    # --- anything else

    async def done(self, write: Callable[[], Result]) -> Result:
        """Call `write` in its turn; return what it returns, raise what it raises.

        It is done even when whoever waits for it goes away.
        """
        return await asyncio.shield(asyncio.wrap_future(self._pool.submit(write)))

    def later(self, write: Callable[[], object], failed: Callable[[Exception], object] | None = None) -> None:
        """Have `write` called in its turn and return at once; `failed` is called in the thread with what it raises."""

        def tell(written: Future[object]) -> None:
            error = written.exception()
            if isinstance(error, Exception):
                (failed or self._failed)(error)

        self._pool.submit(write).add_done_callback(tell)

    def close(self) -> None:
        """Wait until everything is written; nothing is taken on any more."""
        self._pool.shutdown()
