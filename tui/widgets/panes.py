"""Task, editor and verdict of an exercise: one where there is little room, all where there is enough."""

from __future__ import annotations

from textual.containers import Container

from tui.widgets.styled_alone import StyledAlone

PANES = ("task", "editor", "verdict")


class Panes(StyledAlone, Container):
    """Holds the panes, whose ids are `PANES`. The screen says how they are laid out."""

    def __init__(self) -> None:
        super().__init__(id="panes")
        self._titles: dict[str, tuple[str, str]] = {}

    def show(self, pane: str) -> None:
        """Show this one, where only one is shown."""
        self._mark(pane, "-shown")

    def give_keys(self, pane: str) -> None:
        """Frame the one that has the keys."""
        self._mark(pane, "-keys")

    def entitle(self, pane: str, title: str, below: str = "") -> None:
        """Write into the frame of a pane, as markup. It is drawn anew when that says something new, and only then."""
        if self._titles.get(pane) != (title, below):
            self._titles[pane] = (title, below)
            widget = self.query_one(f"#{pane}")
            widget.border_title, widget.border_subtitle = title, below

    def _mark(self, pane: str, sign: str) -> None:
        for name in PANES:
            self.query_one(f"#{name}").set_class(name == pane, sign)
