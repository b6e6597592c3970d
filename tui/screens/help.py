"""Every key of the screen below, made from its bindings: nothing here has to be kept up by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from tui.keys import APP_KEYS, bound, key_name, translated
from tui.language import tr
from tui.screens.speaking import Speaking

if TYPE_CHECKING:
    from textual.app import ComposeResult

Row = tuple[tuple[str, ...], Binding]


class HelpScreen(Speaking, ModalScreen[None]):
    """active: the bindings in force on the screen that help was asked on."""

    BINDINGS: ClassVar[list[BindingType]] = [bound("escape,f1,question_mark,q", "dismiss", "help.close")]

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 78; max-width: 98%; height: auto; max-height: 92%; padding: 0 1; scrollbar-size-vertical: 1;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold; background: $surface;
    }
    HelpScreen Static { height: auto; }
    HelpScreen .section { text-style: bold; color: $text-primary; margin-top: 1; }
    HelpScreen Horizontal { height: auto; }
    HelpScreen .key { width: 18; padding: 0 1; text-style: bold; color: $text-accent; }
    HelpScreen .label { width: 15; }
    HelpScreen .tip { width: 1fr; color: $text-muted; }
    HelpScreen .mouse { color: $text-muted; margin: 1 0; }
    """

    def __init__(self, active: dict[str, ActiveBinding]) -> None:
        super().__init__()
        self._rows = _rows(active)

    def compose(self) -> ComposeResult:
        """Yield a box that scrolls, with a line for each thing that keys can do."""
        with VerticalScroll():
            for where in ("here", "everywhere"):
                if self._rows[where]:
                    yield Static(classes="section", id=where)
                for keys, _ in self._rows[where]:
                    with Horizontal():
                        yield Static(" ".join(keys), classes="key", markup=False)
                        yield Static(classes="label", markup=False)
                        yield Static(classes="tip", markup=False)
            yield Static(classes="mouse")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Write the words and let the arrows scroll them."""
        self.retranslate()
        self.query_one(VerticalScroll).focus()

    def retranslate(self) -> None:
        """Say everything in the language now spoken."""
        self.query_one(VerticalScroll).border_title = tr("help.title")
        for section in self.query(".section").results(Static):
            section.update(tr(f"help.{section.id}"))
        words = [translated(binding) for rows in self._rows.values() for _, binding in rows]
        for binding, label, tip in zip(words, self.query(".label"), self.query(".tip"), strict=True):
            cast("Static", label).update(binding.description)
            cast("Static", tip).update(binding.tooltip)
        self.query_one(".mouse", Static).update(tr("help.mouse"))


def _rows(active: dict[str, ActiveBinding]) -> dict[str, list[Row]]:
    """Return the bindings of the screen and those of the app; keys that do the same share a row."""
    found: dict[str, list[Binding]] = {}
    for one in active.values():
        if one.binding.id and one.enabled:
            found.setdefault(one.binding.id, []).append(one.binding)
    rows: dict[str, list[Row]] = {"here": [], "everywhere": []}
    for name, same in found.items():
        keys = tuple(dict.fromkeys(key_name(binding, short=False) for binding in same))
        rows["everywhere" if name in APP_KEYS else "here"].append((keys, same[0]))
    return rows
