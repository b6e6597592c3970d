"""Task, editor and verdict of an exercise: one where there is little room, all where there is enough."""

from __future__ import annotations

from textual.containers import Container

from tui.widgets.styled_alone import StyledAlone

PANES = ("task", "editor", "verdict")


class Panes(StyledAlone, Container):
    """Holds the panes, whose ids are `PANES`: beside each other on a screen that is `-wide` or `-vast`."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    #panes { height: 1fr; }
    #panes > * { display: none; }
    #panes > *.-shown { display: block; }
    .-wide, .-vast {
        #panes { layout: grid; grid-size: 2 2; grid-columns: 4fr 5fr; grid-rows: 3fr 2fr; }
        #panes > * { display: block; border: round $panel; border-title-color: $text-muted; }
        #panes > *.-keys { border: round $accent; border-title-color: $text-accent; border-title-style: bold; }
        #panes > #editor { row-span: 2; }
        #panes > #verdict.-starting, #panes > #verdict.-running { border: round $primary; }
        #panes > #verdict.-waiting { border: round $secondary; }
        #panes > #verdict.-passed { border: double $success; }
        #panes > #verdict.-failed { border: round $warning; }
        #panes > #verdict.-timeout { border: heavy $accent; }
        #panes > #verdict.-crashed { border: heavy $error; }
        #panes > #verdict.-invalid { border: dashed $error; }
        #panes > #verdict.-unavailable { border: dashed $foreground; }
    }
    .-wide #panes.-judged { grid-rows: 2fr 3fr; }
    .-wide #panes.-judged.-reading { grid-rows: 3fr 2fr; }
    .-vast #panes { grid-size: 3 1; grid-columns: 4fr 6fr 4fr; grid-rows: 1fr; }
    .-vast #panes > #editor { row-span: 1; }
    """

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
