"""Points of curves, sent while a loop runs: what a check logs, and what the learner's own loop prints or collects."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

Send = Callable[..., None]

MOST: Final = 2000
"""Points of one curve that are sent; a loop over a million batches would drown everything else."""
_NUMBER: Final = re.compile(r"(?<![\w.])[-+]?\d+(\.\d*)?(e[-+]?\d+)?(?![\w.])", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d]\w*")
_MOST_WORDS: Final = 3


class Curves:
    """The `metrics` fixture for a check; `noticed` and `printed` for the learner's loop.

    Several checks may run the same loop. The longest run of what is noticed is shown: it begins at step 0 again.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._logged: Counter[str] = Counter()
        self._runs: dict[str, list[float]] = {}
        self._shown: dict[str, list[float]] = {}

    def begin(self) -> None:
        """Another check begins: what is noticed from here on is a run of its own."""
        self._runs = {}

    def log(self, name: str, value: Any) -> None:
        """Add a point to the curve `name`. A NaN or Inf leaves a gap. Raises TypeError or ValueError for no number."""
        self._point(name, self._logged[name], float(value))
        self._logged[name] += 1

    def noticed(self, name: str, value: Any) -> None:
        """Add a point that a loop collected, when it is one decimal number; anything else is none of a curve's."""
        number = _decimal(value)
        if number is not None:
            self._add(name, number)

    def printed(self, labels: tuple[str, ...], values: tuple[Any, ...]) -> None:
        """Add the decimal numbers that a loop printed, under the words before each; `labels` name bare values."""
        before = ""
        for label, value in zip(labels, values, strict=True):
            if isinstance(value, str):
                for name, number in named_numbers(before + " " + value):
                    self._add(name or label, number)
                before = value
                continue
            bare = _decimal(value)
            if bare is not None:
                self._add(_last_words(before) or label, bare)
            before = ""

    def _add(self, name: str, number: float) -> None:
        run = self._runs.setdefault(name, [])
        if not name or name in self._logged or len(run) >= MOST:
            return
        run.append(number)
        shown = self._shown.get(name)
        if run is shown:
            self._point(name, len(run) - 1, number)
        elif shown is None or len(run) > len(shown):
            self._shown[name] = run
            for step, earlier in enumerate(run):
                self._point(name, step, earlier)

    def _point(self, name: str, step: int, number: float) -> None:
        if math.isfinite(number):
            self._send("metric", name=name, step=step, value=number)


def named_numbers(text: str) -> Iterator[tuple[str, float]]:
    """Yield the decimal numbers of a printed line, each with the words before it: ``epoch 3 loss: 0.52``."""
    end = 0
    for match in _NUMBER.finditer(text):
        words, end = text[end : match.start()], match.end()
        if match[1] or match[2]:
            yield _last_words(words), float(match[0])


def _last_words(text: str) -> str:
    return " ".join(_WORD.findall(text)[-_MOST_WORDS:])


def _decimal(value: Any) -> float | None:
    """Return a float, or the one number of a tensor of floats; None for anything else, whole numbers too."""
    if isinstance(value, float):
        return float(value)
    try:
        if tuple(value.shape) == () and "float" in str(value.dtype):
            return float(value.detach() if hasattr(value, "detach") else value)
    except Exception:  # whatever a learner collects, it must not disturb the loop
        return None
    return None
