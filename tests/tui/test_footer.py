"""The last line shows whole keys: on the narrowest screen nothing in it is cut."""

import pytest
from textual.widgets._footer import FooterKey

from grader import Started
from tests.tui.conftest import NARROW, opened, press, settled, until
from tests.tui.judges import failed
from tui.run import Phase


def cut(app):
    """Return the keys of the last line that reach over the edge."""
    return [key.description for key in app.screen.query(FooterKey) if key.region.right > app.size.width]


def shown(app):
    return {key.action for key in app.screen.query(FooterKey)}


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_nothing_is_cut_on_the_way_through_a_lesson(tutor, language):
    app = tutor(language)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        assert cut(app) == []
        for keys in (("enter",), ("n", "q"), ("escape", "n", "q"), ("escape", "end", "q"), ("f1",)):
            await press(pilot, *keys)
            assert cut(app) == [], keys


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_nothing_is_cut_while_an_exercise_runs_and_once_it_has_passed(tutor, judge, session, double, language):
    app = tutor(language)
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot, double)
        assert cut(app) == []
        await press(pilot, "ctrl+s")
        assert "next_exercise" in shown(app)
        assert cut(app) == []
        judge.hold = True
        judge.events = (Started("cpu"),)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.gradings.run.phase is Phase.RUNNING and "stop" in shown(app))
        assert cut(app) == []
        judge.let_go.set()
        judge.verdict = failed(double)
        await press(pilot, "ctrl+s", "f9")
        assert cut(app) == []
