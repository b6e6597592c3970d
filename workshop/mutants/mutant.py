"""What a mutant is, and the change that makes one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a text.

    kind: what sort of change it is, such as ``compare``. start, end: offsets of what is replaced by `text`.
    place: where it is, in words that stay when other lines of the file change.
    """

    kind: str
    start: int
    end: int
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """A solution with one change.

    id: stays the same when another statement of the solution changes. function: the function it is in, dotted.
    line: of the change, from 1. before, after: the lines that differ, without their indent.
    """

    id: str
    kind: str
    function: str
    line: int
    before: str
    after: str
    source: str
    diff: str

    @property
    def shown(self) -> str:
        """Return the changed line on one line: what it became, or what is missing."""
        return self.after or f"without {self.before}"
