"""Home: where to begin, where to go on, the map, and the exercises of a lesson."""

from textual.widgets import Static

from tests.tui.conftest import WIDE, press, screen_text, settled
from tui.app import TutorApp
from tui.screens.home import HomeScreen
from tui.screens.lesson import LessonScreen
from tui.widgets.continue_button import ContinueButton
from tui.widgets.exercise_list import ExerciseList
from tui.widgets.lesson_card import LessonCard
from tui.widgets.lesson_map import LessonMap


async def test_a_new_learner_is_welcomed_and_enter_begins(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "Welcome" in screen_text(app)
        assert isinstance(app.focused, ContinueButton)
        await press(pilot, "enter")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.lesson.id == "01_first"


async def test_the_arrow_keys_lead_from_the_beginning_into_the_map_and_back(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "down")
        assert isinstance(app.focused, LessonMap)
        await press(pilot, "down")
        assert app.focused.highlighted == 1
        await press(pilot, "up", "up")
        assert isinstance(app.focused, ContinueButton)


async def test_quitting_and_coming_back_goes_on_at_the_same_page(make_session):
    first = TutorApp(make_session(), "en")
    async with first.run_test() as pilot:
        await press(pilot, "enter", "n", "n", "ctrl+q")
    second = TutorApp(make_session(), "en")
    async with second.run_test() as pilot:
        await settled(pilot)
        assert "Continue where I was: 01 First steps, page 3" in screen_text(second)
        await press(pilot, "enter")
        assert "Page 3 of 4" in screen_text(second)


async def test_the_map_says_progress_in_words_and_needs(tutor, session, course):
    for exercise in course.lessons[0].exercises:
        session.log.append("verdict", exercise=exercise.id, status="passed")
    app = tutor()
    async with app.run_test() as pilot:
        await settled(pilot)
        lines = screen_text(app).splitlines()
        first = next(line for line in lines if "First steps   " in line)
        second = next(line for line in lines if "Lists " in line)
        assert "✓" in first
        assert "done" in first
        assert "2/2" in first
        assert "not started" in second
        assert "after 01" in second


async def test_the_lesson_under_the_cursor_is_shown_with_its_exercises(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "tab")
        assert isinstance(app.focused, LessonMap)
        await press(pilot, "down")
        card = app.screen.query_one(LessonCard)
        assert str(card.query_one("#title", Static).content) == "02 Lists"
        assert "The largest" in screen_text(app)
        assert "Needs 01 First steps" in screen_text(app)
        await press(pilot, "enter")
        assert app.screen.lesson.id == "02_second"


async def test_a_lesson_opens_with_the_mouse(tutor):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.click(LessonMap, offset=(5, 3))
        await settled(pilot)
        assert app.screen.lesson.id == "02_second"


async def test_from_100_columns_map_and_lesson_stand_side_by_side(tutor):
    app = tutor()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        beside = app.screen.query_one(LessonMap).region, app.screen.query_one(LessonCard).region
        assert beside[0].right <= beside[1].x
        await pilot.resize_terminal(99, 30)
        await settled(pilot)
        below = app.screen.query_one(LessonMap).region, app.screen.query_one(LessonCard).region
        assert below[0].bottom <= below[1].y


async def test_an_exercise_opens_from_home(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "tab", "tab")
        assert isinstance(app.focused, ExerciseList)
        await press(pilot, "down", "enter")
        assert app.screen.device_exercise().id == "01_first/add_up"


async def test_escape_comes_back_and_home_shows_what_was_done(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n", "escape")
        assert isinstance(app.screen, HomeScreen)
        assert "in progress" in screen_text(app)
        assert "page 2" in screen_text(app)


async def test_when_every_exercise_has_passed_home_says_so(tutor, session, course):
    for exercise in course.exercises:
        session.log.append("verdict", exercise=exercise.id, status="passed")
    app = tutor()
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "You have passed every exercise" in screen_text(app)
