"""The panes of an exercise: beside each other or one at a time, by key and by mouse."""

from tests.tui.conftest import NARROW, WIDE, opened, press, screen_text, settled
from tests.tui.judges import failed
from tui.widgets.check import CheckTitle


async def test_one_key_goes_round_the_panes(tutor, judge, double):
    app = tutor()
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot, double)
        assert "Write double" in screen_text(app)
        await press(pilot, "f6")
        assert screen.editor.has_focus
        await press(pilot, "f6")
        assert "Not checked yet" in screen_text(app)
        await press(pilot, "f6")
        assert "Write double" in screen_text(app)
        await press(pilot, "shift+f6", "shift+f6")
        assert screen.editor.has_focus


async def test_escape_leads_from_the_result_back_to_the_editor_and_then_out(tutor, judge, double):
    app = tutor()
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "ctrl+s", "escape")
        assert screen.editor.has_focus
        await press(pilot, "escape")
        assert app.screen is not screen


async def test_the_names_of_the_panes_can_be_clicked(tutor, judge, double):
    app = tutor()
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot, double)
        await pilot.click("#pane-editor")
        assert screen.editor.has_focus
        await pilot.click("#pane-task")
        await settled(pilot)
        assert "Write double" in screen_text(app)


async def test_all_three_panes_are_there_from_100_columns(tutor, judge, double):
    app = tutor()
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot, double)
        text = screen_text(app)
        assert "Write double" in text
        assert "def double(x):" in text
        assert "Not checked yet" in text


async def test_the_arrow_keys_go_from_check_to_check(tutor, judge, double):
    judge.verdict = failed(double)
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "ctrl+s")
        first, second, *_ = app.screen.query(CheckTitle)
        first.focus()
        await press(pilot, "down")
        assert app.focused is second
        await press(pilot, "up")
        assert app.focused is first
