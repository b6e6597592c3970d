"""A metric that grows while the learner's code trains: its name, its last value and its curve."""

from __future__ import annotations

import math
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.language import tr
from tui.widgets import braille

_AXIS: Final = 9


class Curve(Widget):
    """One metric. `values` are its points so far."""

    DEFAULT_CSS = """
    Curve { height: 7; padding: 0 1; margin-top: 1; }
    """

    values: reactive[tuple[float, ...]] = reactive((), init=False)

    def __init__(self, name: str, values: tuple[float, ...]) -> None:
        super().__init__()
        self.metric = name
        self.set_reactive(Curve.values, values)

    def retranslate(self) -> None:
        """Draw again; all words come while drawing."""
        self.refresh()

    def render(self) -> Content:
        """Return the heading, then the curve between its largest and its smallest value."""
        finite = [value for value in self.values if math.isfinite(value)]
        height = self.size.height - 1
        edges = {0: _number(max(finite)), height - 1: _number(min(finite))} if finite else {}
        lines = [self._heading()]
        for row, line in enumerate(braille.curve(self.values, self.size.width - _AXIS, height)):
            label = edges.get(row, "")
            lines.append(Content.assemble((f"{label:>{_AXIS - 1}} ", "$text-muted"), (line, "$text-primary")))
        return Content("\n").join(lines)

    def _heading(self) -> Content:
        last = self.values[-1] if self.values else math.nan
        style = "$text-primary bold" if math.isfinite(last) else "$text-error bold"
        first_bad = next((step for step, value in enumerate(self.values) if not math.isfinite(value)), None)
        parts = [Content.styled(self.metric, "bold"), Content.styled(_number(last), style)]
        parts.append(Content.styled(tr("exercise.curve.points", count=len(self.values)), "$text-muted"))
        if first_bad is not None:
            parts.append(Content.styled(tr("exercise.curve.not_finite", step=first_bad + 1), "$text-error"))
        return Content("  ").join(parts)


def _number(value: float) -> str:
    return f"{value:.4g}"
