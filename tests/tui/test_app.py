"""What is the same on every screen: help, palette, theme."""

from pathlib import Path

import pytest
from textual.command import CommandList

from study.settings import Settings, save_settings
from tests.tui.conftest import WIDE, Listening, press, screen_text, settled, until
from tui.app import DEFAULT_THEME, TutorApp
from tui.palette import Palette, commands, places
from tui.screens.help import HelpScreen
from tui.screens.home import HomeScreen


async def test_help_shows_the_keys_of_the_screen_below(tutor):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "question_mark")
        shown = screen_text(app)
        assert "The page before" in shown
        assert "Ctrl+Q" in shown
        await press(pilot, "escape")
        assert not isinstance(app.screen, HelpScreen)


async def test_help_in_an_answer_does_not_take_the_question_mark(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n", "n", "q", "question_mark")
        assert app.screen.query("AnswerInput").first().value == "?"
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)


async def test_the_palette_offers_keys_lessons_and_exercises_in_the_language(tutor, course):
    app = tutor("ko")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        offered = [command.title for command in commands(app, app.screen)]
        assert "테마" in offered
        assert "끝내기" in offered
        offered += [place.name for place in places(app)]
        assert "레슨: 02 리스트" in offered
        assert "연습 문제: 가장 큰 수" in offered
        assert len(offered) == len(set(offered))


async def test_a_command_of_the_palette_opens_a_lesson(tutor):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, Palette)
        await press(pilot, *"lists")
        app.screen.query_one(CommandList).focus()
        await press(pilot, "enter", "enter")
        assert app.screen.lesson.id == "02_second"


@pytest.mark.parametrize(
    ("typed", "language"),
    [("01_first/double", "en"), ("takes numbers", "en"), ("double", "ko"), ("두 배", "en"), ("숫자를 돌려주는", "ko")],
)
async def test_the_palette_finds_an_exercise_by_id_description_and_either_title(tutor, typed, language):
    app = tutor(language)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p")
        app.screen.query_one("CommandInput").value = typed
        await until(pilot, lambda: "01_first/double ·" in screen_text(app))
        app.screen.query_one(CommandList).focus()
        await press(pilot, "enter", "enter")
        assert app.screen.exercise.id == "01_first/double"


async def test_what_is_called_so_comes_before_what_is_about_it(make_session):
    app = Listening(make_session(Path(__file__).parents[2]), "ko")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p")
        app.screen.query_one("CommandInput").value = "evaluate"
        await until(pilot, lambda: "07_training_loop/evaluate ·" in screen_text(app))
        app.screen.query_one(CommandList).focus()
        await press(pilot, "enter", "enter")
        assert app.screen.exercise.id == "07_training_loop/evaluate"


async def test_home_of_the_palette_closes_what_is_above(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        app.show_home()
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_a_theme_is_chosen_and_remembered(tutor, make_session):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "f3")
        assert isinstance(app.screen, Palette)
        await press(pilot, "escape")
        app.theme = "nord"
        await settled(pilot)
    assert make_session().settings.theme == "nord"
    second = TutorApp(make_session(), "en")
    async with second.run_test() as pilot:
        await settled(pilot)
        assert second.theme == "nord"


async def test_a_saved_theme_that_no_longer_exists_is_no_trouble(make_session):
    session = make_session()
    save_settings(session.workspace.root, Settings(theme="gone-with-the-wind"))
    app = TutorApp(make_session(), "en")
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.theme == DEFAULT_THEME
    assert make_session().settings.theme == "gone-with-the-wind"


async def test_the_keys_in_the_last_line_can_be_clicked(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await settled(pilot)
        help_key = next(key for key in app.screen.query("FooterKey") if key.key == "f1")
        await pilot.click(help_key)
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)


async def test_control_c_says_how_to_quit(tutor):
    app = tutor("ko")
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+c")
        assert any("Ctrl+Q" in notice.message for notice in app._notifications)
        assert app.is_running
