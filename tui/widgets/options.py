"""The options of a question: move with the arrows, pick with Enter, a digit or the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.actions import SkipAction
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from tui.keys import bound
from tui.widgets.inline import inline

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Click, Key

ONE = ("( )", "(•)")
SEVERAL = ("[ ]", "[x]")
NOWHERE: Final = -1
"""Where the cursor is before an arrow or a digit was pressed, so that Enter on its own never gives an answer."""


class OptionPicker(Vertical, can_focus=True):
    """Options of which one, or several, can be picked. `picked` are the indices that are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("up,k", "move(-1)", "lesson.option_up", show=False),
        bound("down,j", "move(1)", "lesson.option_down"),
        bound("space", "pick", "lesson.option_pick"),
        bound("enter", "confirm", "lesson.option_confirm"),
    ]

    DEFAULT_CSS = """
    OptionPicker { height: auto; margin: 0; }
    OptionPicker > Static { height: auto; padding: 0 1 0 2; }
    OptionPicker > Static:hover { background: $boost; }
    OptionPicker:focus > Static.-under { background: $primary-muted; }
    OptionPicker > Static.-picked { text-style: bold; }
    """

    class Picked(Message):
        """The learner picked; `picked` is what is picked now."""

        def __init__(self, picked: frozenset[int]) -> None:
            super().__init__()
            self.picked = picked

    class Confirmed(Picked):
        """The learner asks whether what is picked is right."""

    under: reactive[int] = reactive(NOWHERE, init=False)
    picked: reactive[frozenset[int]] = reactive(frozenset(), init=False)

    def __init__(self, options: tuple[str, ...], *, several: bool, picked: frozenset[int] = frozenset()) -> None:
        super().__init__()
        self._options = options
        self._several = several
        self.shown_keys = {"lesson.option_down": "↑↓", "lesson.option_pick": f"Space 1-{len(options)}"}
        self.set_reactive(OptionPicker.picked, picked)
        self.set_reactive(OptionPicker.under, min(picked, default=NOWHERE))

    def compose(self) -> ComposeResult:
        """Yield a line for each option."""
        for index in range(len(self._options)):
            yield Static(self._line(index), classes=self._line_classes(index))

    def watch_under(self) -> None:
        """Show which option the keys are on."""
        self._draw()
        if self.under != NOWHERE:
            self.children[self.under].scroll_visible()

    def watch_picked(self) -> None:
        """Show what is picked."""
        self._draw()

    def action_move(self, step: int) -> None:
        """Go to the option above or below; past the ends the key is for what is around."""
        target = max(self.under + step, 0) if self.under == NOWHERE else self.under + step
        if not 0 <= target < len(self._options):
            raise SkipAction
        self.under = target

    def action_pick(self) -> None:
        """Pick the option under the cursor, or take it back where several may be picked."""
        if self.under == NOWHERE:
            self.post_message(self.Confirmed(self.picked))
        else:
            self._pick(self.under)

    def action_confirm(self) -> None:
        """Pick, where one option is asked for; ask for the marks, where several are."""
        if self._several:
            self.post_message(self.Confirmed(self.picked))
        else:
            self.action_pick()

    def on_key(self, event: Key) -> None:
        """Pick by digit."""
        if event.character and event.character.isdecimal() and 0 < int(event.character) <= len(self._options):
            event.stop()
            self.under = int(event.character) - 1
            self._pick(self.under)

    def on_click(self, event: Click) -> None:
        """Pick by mouse."""
        if event.widget in self.children:
            self.under = self.children.index(event.widget)
            self._pick(self.under)

    def _pick(self, index: int) -> None:
        self.picked = self.picked ^ {index} if self._several else frozenset({index})
        self.post_message(self.Picked(self.picked) if self._several else self.Confirmed(self.picked))

    def _draw(self) -> None:
        for index, line in enumerate(self.query(Static)):
            line.update(self._line(index))
            line.set_classes(self._line_classes(index))

    def _line(self, index: int) -> Content:
        box = (SEVERAL if self._several else ONE)[index in self.picked]
        return Content.assemble(f"{index + 1} {box} ", inline(self._options[index]))

    def _line_classes(self, index: int) -> str:
        return " ".join(name for name, on in (("-under", index == self.under), ("-picked", index in self.picked)) if on)
