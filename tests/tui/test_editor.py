"""The built-in editor: what the keys do to Python."""

import pytest
from textual.app import App, ComposeResult
from textual.document._document import Selection

from tui.widgets.editor import CodeEditor
from tui.widgets.editor_pane import EditorPane
from tui.widgets.find_bar import FindBar
from tui.widgets.python_lines import comment_toggled, dedented, indent_after, indented


class Desk(App[None]):
    """Nothing but the editor."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.pane = EditorPane()
        self.text = text

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.pane.editor.load(self.text)
        self.pane.editor.focus()

    @property
    def editor(self) -> CodeEditor:
        return self.pane.editor


@pytest.mark.parametrize(
    ("before", "indent"),
    [
        ("def f(x):", 4),
        ("    if x:  # a comment", 8),
        ("    x = 1  # so:", 4),
        ('    x = "a:"', 4),
        ("    x = 'it # is:' + y", 4),
        ("    return x", 0),
        ("        raise ValueError(x)", 4),
        ("    returned = x", 4),
        ("    return f(", 4),
        ("", 0),
        ("        ", 8),
    ],
)
def test_a_new_line_is_indented_as_python_wants_it(before, indent):
    assert indent_after(before) == " " * indent


def test_blank_lines_are_neither_indented_nor_commented():
    assert indented(["a", "", "  b"]) == ["    a", "", "      b"]
    assert comment_toggled(["    a", "", "  b"]) == ["  #   a", "", "  # b"]


def test_dedent_takes_what_is_there_up_to_one_step():
    assert dedented(["      a", "  b", "c", "\td"]) == ["  a", "b", "c", "d"]


def test_comments_come_off_again_only_when_all_lines_have_them():
    assert comment_toggled(["# a", "#b"]) == ["a", "b"]
    assert comment_toggled(["# a", "b"]) == ["# # a", "# b"]


async def test_enter_indents_and_undo_takes_it_back():
    app = Desk("def f(x):")
    async with app.run_test() as pilot:
        await pilot.press("end", "enter", "r")
        assert app.editor.text == "def f(x):\n    r"
        await pilot.press("ctrl+z", "ctrl+z")
        assert app.editor.text == "def f(x):"
        await pilot.press("ctrl+y")
        assert app.editor.text.startswith("def f(x):\n    ")


async def test_tab_without_a_selection_goes_to_the_next_step():
    app = Desk("ab")
    async with app.run_test() as pilot:
        await pilot.press("end", "tab")
        assert app.editor.text == "ab  "


async def test_tab_and_shift_tab_move_the_selected_lines_and_keep_them_selected():
    app = Desk("a\nb\nc\n")
    async with app.run_test() as pilot:
        app.editor.selection = Selection((0, 0), (2, 0))
        await pilot.press("tab")
        assert app.editor.text == "    a\n    b\nc\n"
        await pilot.press("tab", "shift+tab", "shift+tab")
        assert app.editor.text == "a\nb\nc\n"
        assert app.editor.selection == Selection((0, 0), (2, 0))


async def test_a_step_over_many_lines_is_one_step_of_undo():
    app = Desk("a\nb\nc")
    async with app.run_test() as pilot:
        app.editor.select_all()
        await pilot.press("tab", "ctrl+z")
        assert app.editor.text == "a\nb\nc"


@pytest.mark.parametrize("key", ["ctrl+underscore", "ctrl+slash", "ctrl+t"])
async def test_comments_go_on_and_off_with_each_of_the_keys(key):
    app = Desk("    a = 1\n    b = 2\n")
    async with app.run_test() as pilot:
        app.editor.selection = Selection((0, 2), (1, 3))
        await pilot.press(key)
        assert app.editor.text == "    # a = 1\n    # b = 2\n"
        await pilot.press(key)
        assert app.editor.text == "    a = 1\n    b = 2\n"


async def test_backspace_within_the_indent_takes_a_step():
    app = Desk("          x")
    async with app.run_test() as pilot:
        app.editor.cursor_location = (0, 10)
        await pilot.press("backspace")
        assert app.editor.text == "        x"
        await pilot.press("backspace")
        assert app.editor.text == "    x"
        await pilot.press("end", "backspace")
        assert app.editor.text == "    "


async def test_ctrl_home_and_ctrl_end_go_to_the_ends_of_the_file():
    app = Desk("a\nbb\nccc")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+end")
        assert app.editor.cursor_location == (2, 3)
        await pilot.press("ctrl+home")
        assert app.editor.cursor_location == (0, 0)
        await pilot.press("ctrl+shift+end")
        assert app.editor.selected_text == "a\nbb\nccc"


async def test_one_key_selects_the_whole_text():
    app = Desk("a\nbb")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+a", "x")
        assert app.editor.text == "x"


async def test_python_is_highlighted_and_korean_can_be_typed():
    app = Desk("def f():\n")
    async with app.run_test() as pilot:
        assert app.editor.is_syntax_aware
        assert ("keyword.function" in {name for _, _, name in app.editor._highlights[0]}) is True
        await pilot.press("ctrl+end", "#", "가", "나")
        assert app.editor.text.endswith("#가나")


async def test_text_taken_from_the_disk_is_clean_and_undo_brings_the_old_one_back():
    app = Desk("mine")
    async with app.run_test() as pilot:
        await pilot.press("end", "!")
        assert app.editor.modified
        app.editor.put("theirs")
        app.editor.mark_clean("theirs")
        assert not app.editor.modified
        await pilot.press("ctrl+z")
        assert app.editor.text == "mine!"
        assert app.editor.modified


async def test_find_goes_from_place_to_place_and_round():
    app = Desk("loss = 1\nprint(Loss)\nloss += 1\n")
    async with app.run_test() as pilot:
        app.pane.find()
        await pilot.press(*"loss")
        assert app.editor.selection == Selection((0, 0), (0, 4))
        await pilot.press("enter")
        assert app.editor.selection == Selection((1, 6), (1, 10))
        await pilot.press("down", "down")
        assert app.editor.selection == Selection((0, 0), (0, 4))
        await pilot.press("up")
        assert app.editor.selection == Selection((2, 0), (2, 4))
        await pilot.press("escape", "x")
        assert app.editor.text.endswith("x += 1\n")


async def test_find_with_an_upper_case_letter_is_exact():
    app = Desk("loss = 1\nprint(Loss)\n")
    async with app.run_test():
        assert app.editor.places_of("Loss") == [(1, 6)]
        assert app.editor.places_of("nothing") == []


async def test_a_line_is_reached_by_its_number():
    app = Desk("a\n    b\nc")
    async with app.run_test() as pilot:
        app.pane.ask_line()
        await pilot.press("2", "enter")
        assert app.editor.cursor_location == (1, 4)
        assert not app.query_one(FindBar).has_class("-open")
        app.editor.go_to_line(99)
        assert app.editor.cursor_location == (2, 0)
