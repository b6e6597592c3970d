"""What a submission prints, as much of it as is kept: the beginning while it comes, the end when it is over."""

from __future__ import annotations

import codecs
from typing import Final

KEPT: Final = 64 * 1024
"""Bytes. One half is for the beginning, the other for the end: the last line is often the one that matters."""

_GAP: Final = "\n[…]\n"
# Room for the gap, and for what stands in the place of a character that was cut.
_TAIL: Final = KEPT // 2 - 32


class Printed:
    """The output of one run."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._relayed = 0
        self._tail = b""
        self.truncated = False
        """Whether something between beginning and end was lost."""

    def take(self, piece: bytes) -> str:
        """Add what was printed; return what to relay at once."""
        now, later = piece[: KEPT // 2 - self._relayed], piece[max(0, KEPT // 2 - self._relayed) :]
        self._relayed += len(now)
        if later:
            self._tail += later
            self.truncated |= len(self._tail) > _TAIL
            self._tail = self._tail[-_TAIL:]
        return self._decoder.decode(now)

    def end(self) -> str:
        """Return what is left to relay when the run is over."""
        text = self._tail.decode("utf-8", "replace") if self.truncated else self._decoder.decode(self._tail, final=True)
        return _GAP + text if self.truncated else text
