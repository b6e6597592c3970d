"""The built-in editor: a text area that knows how Python is written.

It knows text, not files: reading, saving and what "modified" leads to are the screen's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.document._document import Location, Selection
from textual.geometry import Offset
from textual.widgets import TextArea

from tui.keys import bound
from tui.widgets import python_lines
from tui.widgets.syntax import NAME as THEME
from tui.widgets.syntax import code_theme

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key

_PICTURES: Final = {**{code: 0x2400 + code for code in range(32) if code != 9}, 0x7F: 0x2421}
_LEAVE_TO_THE_SCREEN: Final = ("escape",)


class CodeEditor(TextArea):
    """Python with highlighting, line numbers, auto-indent, Tab on a selection, comment toggle and searching.

    `clean_text` is the text as it was last loaded or saved; `modified` is whether it differs now.
    """

    DEFAULT_CSS = """
    CodeEditor { border: none; padding: 0; scrollbar-size-horizontal: 1; &:focus { border: none; } }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("ctrl+underscore,ctrl+slash,ctrl+t", "toggle_comment", "exercise.comment", show=False),
        bound("ctrl+home", "cursor_document_start", "exercise.top", show=False),
        bound("ctrl+end", "cursor_document_end", "exercise.bottom", show=False),
        bound("ctrl+shift+home", "cursor_document_start(True)", "exercise.select_to_top", show=False),
        bound("ctrl+shift+end", "cursor_document_end(True)", "exercise.select_to_bottom", show=False),
        bound("ctrl+a", "select_all", "exercise.select_all", show=False),
        bound("shift+tab", "dedent", "exercise.dedent", show=False),
    ]

    def __init__(self, text: str = "", *, read_only: bool = False, id: str | None = None) -> None:
        super().__init__(
            text,
            language="python",
            soft_wrap=True,
            tab_behavior="indent",
            show_line_numbers=True,
            read_only=read_only,
            max_checkpoints=500,
            id=id,
        )
        self.clean_text = self.text

    def on_mount(self) -> None:
        """Take the colours of the app's theme, now and whenever it changes."""
        self.watch(self.app, "theme", self._take_colours)

    def _take_colours(self) -> None:
        self.register_theme(code_theme(self.app.get_css_variables()))
        self.theme = THEME

    # --- the text and what is saved of it

    @property
    def modified(self) -> bool:
        """Whether the text differs from what was last loaded or saved."""
        return self.text != self.clean_text

    def load(self, text: str) -> None:
        """Begin with a text; there is nothing to undo."""
        # Not load_text: it would prepare the highlighting all over again.
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.clear()
        self.cursor_location = (0, 0)
        self.clean_text = self.text

    def put(self, text: str) -> None:
        """Replace the text, as if it had been typed. The cursor keeps its line; undo brings the old text back."""
        place = self.cursor_location
        self.history.checkpoint()
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()
        self.cursor_location = place

    def mark_clean(self, saved: str) -> None:
        """Take it that the file says `saved` now."""
        self.clean_text = saved
        self.post_message(self.Changed(self))

    # --- what is drawn

    def get_line(self, line_index: int) -> Text:
        """Return a line to draw; control characters get a picture, for the terminal would obey them."""
        line = super().get_line(line_index)
        if line.plain.isprintable():
            return line
        return Text(line.plain.translate(_PICTURES), end="", no_wrap=True)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor; undo asks for it while the cursor still is on a line that is gone."""
        if self.selection.end[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    # --- keys

    async def _on_key(self, event: Key) -> None:
        if event.key in _LEAVE_TO_THE_SCREEN:
            event.prevent_default()
        elif self.read_only:
            return
        elif event.key == "enter":
            self._take_over(event)
            self._new_line()
        elif event.key == "tab" and not self.selection.is_empty:
            self._take_over(event)
            self._change_lines(python_lines.indented(self._touched_lines()))

    @staticmethod
    def _take_over(event: Key) -> None:
        event.stop()
        event.prevent_default()

    def _new_line(self) -> None:
        start, end = sorted((self.selection.start, self.selection.end))
        before = self.document.get_line(start[0])[: start[1]]
        self._replace_via_keyboard("\n" + python_lines.indent_after(before), start, end)

    def action_dedent(self) -> None:
        """Move the touched lines one step out."""
        self._change_lines(python_lines.dedented(self._touched_lines()))

    def action_toggle_comment(self) -> None:
        """Make the touched lines comments, or code again."""
        self._change_lines(python_lines.comment_toggled(self._touched_lines()))

    def action_delete_left(self) -> None:
        """Delete to the left; within the indent, a whole step."""
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        if self.selection.is_empty and before and not before.strip(" "):
            step = (column - 1) % python_lines.INDENT + 1
            self._delete_via_keyboard((row, column - step), (row, column))
        else:
            super().action_delete_left()

    def action_cursor_document_start(self, select: bool = False) -> None:
        """Go to the first character."""
        self.move_cursor((0, 0), select=select)

    def action_cursor_document_end(self, select: bool = False) -> None:
        """Go behind the last character."""
        self.move_cursor(self.document.end, select=select)

    # --- whole lines

    def _touched_rows(self) -> tuple[int, int]:
        """Return the first and the last row that the selection touches; a row it only ends before is not one."""
        start, end = sorted((self.selection.start, self.selection.end))
        last = end[0] - 1 if end[1] == 0 and end[0] > start[0] else end[0]
        return start[0], last

    def _touched_lines(self) -> list[str]:
        first, last = self._touched_rows()
        return [self.document.get_line(row) for row in range(first, last + 1)]

    def _change_lines(self, lines: list[str]) -> None:
        """Put `lines` in the place of the touched ones as one step of undo; the selection stays on the same text."""
        old = self._touched_lines()
        if self.read_only or lines == old:
            return
        first, last = self._touched_rows()
        growth = {first + index: len(new) - len(was) for index, (was, new) in enumerate(zip(old, lines, strict=True))}

        def moved(place: Location) -> Location:
            row, column = place
            return row, max(0, column + growth.get(row, 0)) if column else 0

        selection = Selection(moved(self.selection.start), moved(self.selection.end))
        self.history.checkpoint()
        self.replace("\n".join(lines), (first, 0), (last, len(old[-1])), maintain_selection_offset=False)
        self.history.checkpoint()
        self.selection = selection

    # --- searching

    def places_of(self, needle: str) -> list[Location]:
        """Return where `needle` begins; upper and lower case count only when it has an upper-case letter."""
        if not needle:
            return []
        fold = needle == needle.lower()
        found = []
        for row in range(self.document.line_count):
            line = self.document.get_line(row)
            line = line.lower() if fold else line
            column = line.find(needle)
            while column >= 0:
                found.append((row, column))
                column = line.find(needle, column + len(needle))
        return found

    def select_place(self, place: Location, length: int) -> None:
        """Select `length` characters from `place` and bring them into sight."""
        self.selection = Selection(place, (place[0], place[1] + length))
        self.scroll_cursor_visible(center=True)

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the beginning of the code of line `number`, counted from 1, or of the last line."""
        row = min(max(1, number), self.document.line_count) - 1
        self.cursor_location = (row, len(python_lines.leading(self.document.get_line(row))))
        self.scroll_cursor_visible(center=True)
