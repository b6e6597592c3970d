"""One event of the progress log, and the line of JSON that holds it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What happened. A log may hold kinds that are not listed here; they are kept, and count for nothing."""

    EXERCISE_OPENED = "exercise_opened"
    VERDICT = "verdict"
    HINT_SHOWN = "hint_shown"
    SOLUTION_SHOWN = "solution_shown"
    SOLUTION_REVEALED_EARLY = "solution_revealed_early"
    QUESTION_ANSWERED = "question_answered"
    PAGE_READ = "page_read"
    VISITED = "visited"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Event:
    """Something a learner did.

    learner, device, seq: its identity; two events that share all three are one.
    time: when, with its time zone. kind: one of `Kind`, or one that this version does not know.
    data: what the kind needs, as plain JSON.
    """

    learner: str
    device: str
    seq: int
    time: datetime
    kind: str
    data: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def identity(self) -> tuple[str, str, int]:
        """What makes it this event and no other."""
        return (self.learner, self.device, self.seq)

    @property
    def order(self) -> tuple[datetime, str, int, str]:
        """Sort key: by time, then by a rule that is the same everywhere."""
        return (self.time, self.device, self.seq, self.learner)

    def text(self, name: str) -> str:
        """Return a field of the data that is a string, or an empty one."""
        value = self.data.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """Return a field of the data that is a whole number, or None."""
        value = self.data.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def to_line(self) -> bytes:
        """Return the event as one line of the log. Raises TypeError or ValueError for data that is not plain JSON."""
        record = {
            "learner": self.learner,
            "device": self.device,
            "seq": self.seq,
            "time": self.time.astimezone(UTC).isoformat(),
            "kind": self.kind,
            "data": dict(self.data),
        }
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "backslashreplace") + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Event | None:
        """Return the event that a line holds, or None when it holds none."""
        try:
            record = json.loads(line)
            event = cls(
                learner=record["learner"],
                device=record["device"],
                seq=record["seq"],
                time=datetime.fromisoformat(record["time"]),
                kind=record["kind"],
                data=record.get("data", {}),
            )
        except (ValueError, TypeError, KeyError, RecursionError, AttributeError):
            return None
        texts = isinstance(event.learner, str) and isinstance(event.device, str) and isinstance(event.kind, str)
        counted = isinstance(event.seq, int) and not isinstance(event.seq, bool) and event.seq >= 0
        return event if texts and counted and isinstance(event.data, dict) and event.time.tzinfo else None
