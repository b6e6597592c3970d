"""One thing that an examination of this machine found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    name: for programs, such as ``disk``. subject: what it is called.
    ok: it works; False: it does not; None: it does with limits, or cannot be told.
    mend: what to do about it, or None.
    """

    name: str
    subject: Text
    ok: bool | None
    sentence: Text
    mend: Text | None = None
