"""Working on an exercise beside the grading: hints, the solution, a fresh start, the ways on."""

from tests.tui.conftest import NARROW, WIDE, kinds, opened, press, screen_text, settled
from tui.screens.choice import Choice
from tui.screens.exercise import ExerciseScreen
from tui.screens.solution import SolutionScreen
from tui.widgets.hints import HintCard


async def test_hints_come_one_at_a_time_and_are_noted(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, double)
        assert "Hint 1/3" in screen_text(app)
        await press(pilot, "f4")
        assert "Read the docstring" in screen_text(app)
        assert "Python has a function" not in screen_text(app)
        await pilot.click("#hint-next", offset=(3, 0))
        await settled(pilot)
        assert len(app.screen.query(HintCard)) == 2
        await press(pilot, "f4", "f4", "f2")
        assert len(app.screen.query(HintCard)) == 3
        assert session.progress().exercise(double.id).hints == 3
        assert kinds(session).count("hint_shown") == 3


async def test_hints_that_were_taken_are_there_at_the_next_opening(tutor, judge, session, double):
    session.log.append("hint_shown", exercise=double.id, number=2)
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        assert len(app.screen.query(HintCard)) == 2


async def test_the_solution_asks_before_passing_and_notes_an_early_look(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "f9")
        assert isinstance(app.screen, Choice)
        await press(pilot, "escape")
        assert isinstance(app.screen, ExerciseScreen)
        assert not session.progress().exercise(double.id).solution_seen
        await press(pilot, "f9", "right", "enter")
        assert isinstance(app.screen, SolutionScreen)
        assert "return 2 * x" in screen_text(app)
        assert session.progress().exercise(double.id).solution_early


async def test_after_passing_the_solution_stands_beside_ones_own(tutor, judge, session, double):
    app = tutor("ko")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "ctrl+s", "f9")
        text = screen_text(app)
        assert "내 답" in text
        assert "NotImplementedError" in text
        assert "return 2 * x" in text
        assert not session.progress().exercise(double.id).solution_early
        await press(pilot, "escape")
        assert isinstance(app.screen, ExerciseScreen)


async def test_passing_offers_the_next_exercise_by_key(tutor, judge, course, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "ctrl+n")
        assert app.screen.exercise == double
        await press(pilot, "ctrl+s")
        assert "It works" in screen_text(app)
        assert "You will meet this again" in screen_text(app)
        await press(pilot, "ctrl+n")
        assert app.screen.exercise.id == "01_first/add_up"
        await press(pilot, "ctrl+s", "ctrl+n")
        assert not isinstance(app.screen, ExerciseScreen)


async def test_a_reset_asks_keeps_the_old_file_and_forgets_the_result(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "z", "ctrl+s", "f12")
        await press(pilot, "escape")
        assert screen.editor.text.startswith("z")
        await press(pilot, "f12", "right", "enter")
        assert session.workspace.is_untouched(double)
        assert screen.editor.text.startswith('"""double')
        assert "Not checked yet" in screen_text(app)
        kept = session.workspace.file(double).with_name("double.before-reset-1.py")
        assert kept.read_text("utf-8").startswith("z")
        assert session.progress().exercise(double.id).resets == 1
