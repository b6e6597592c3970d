"""When a grading said what."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader import CheckFinished, Judged, Started
from study.bench.part import NotMeasured

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader import GradingEvent, Listener, Status, Verdict


@dataclass(frozen=True, slots=True)
class Timed:
    """One grading, in seconds since it was asked for.

    started: the worker is shut in and begins. checked: the last check has reported. judged: the verdict stands.
    ended: the mistake behind a failure is named as well. first: the verdict at `judged`, `last`: at `ended`.
    """

    started: float
    checked: float
    judged: float
    ended: float
    first: Verdict
    last: Verdict


def timed(grade: Callable[[Listener], Verdict]) -> Timed:
    """Grade and note when what was heard."""
    heard: dict[str, float] = {}
    verdicts: list[Verdict] = []

    def listen(event: GradingEvent) -> None:
        now = time.perf_counter() - began
        match event:
            case Started():
                heard.setdefault("started", now)
            case CheckFinished():
                heard["checked"] = now
            case Judged(verdict):
                heard["judged"] = now
                verdicts.append(verdict)
            case _:
                pass

    began = time.perf_counter()
    last = grade(listen)
    ended = time.perf_counter() - began
    judged = heard["judged"]
    return Timed(heard.get("started", judged), heard.get("checked", judged), judged, ended, verdicts[0], last)


def expect(found: Timed, status: Status, what: str) -> Timed:
    """Return `found`. Raises NotMeasured when it ended otherwise: such a time would say nothing."""
    if found.first.status is not status:
        why = (found.first.error.strip().splitlines() or [""])[-1]
        raise NotMeasured(
            {
                "en": f"{what} was expected to end as {status}, and ended as {found.first.status}. {why}".strip(),
                "ko": f"{what}: {status}(으)로 끝나야 하는데 {found.first.status}(으)로 끝났어요. {why}".strip(),
            }
        )
    return found
