"""Working on an exercise: saving and grading, hints, the solution, the ways out, by keyboard and by mouse."""

import asyncio
import time

import pytest

from grader import MetricLogged, Started, Waiting
from tests.tui.conftest import NARROW, WIDE, press, screen_text, settled
from tests.tui.judges import StoryJudge, failed, passed
from tui.run import Phase, begun, told
from tui.screens.choice import Choice
from tui.screens.exercise import ExerciseScreen
from tui.screens.solution import SolutionScreen
from tui.widgets.check import CheckTitle
from tui.widgets.evidence import CodeLine, Evidence
from tui.widgets.hints import HintCard

SIZES = {"80x24": NARROW, "120x36": WIDE}


@pytest.fixture
def judge(session):
    session.judge = StoryJudge(session)
    return session.judge


@pytest.fixture
def double(course):
    return course.exercise("01_first/double")


async def opened(pilot, exercise) -> ExerciseScreen:
    await settled(pilot)
    pilot.app.open_exercise(exercise)
    await settled(pilot)
    if pilot.app.size.width >= WIDE[0] and isinstance(pilot.app.screen, ExerciseScreen):
        await pilot.press("enter")  # from the task to the editor beside it
        await settled(pilot)
    return pilot.app.screen


async def until(pilot, condition, seconds=10.0):
    """Wait for something that a thread brings about; fails when it does not come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.005)
    await pilot.pause()


def said(app):
    """Return what the app says in its corner."""
    return " ".join(str(notice.message) for notice in app._notifications)


def kinds(session):
    return [event.kind for event in session.log.events()]


# --- grading


async def test_saving_writes_the_file_and_shows_the_result(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "f6", "ctrl+home", "#")
        assert "Editor ●" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert session.workspace.read(double).startswith("#")
        assert judge.seen == [session.workspace.read(double)]
        assert "✓ Passed" in screen_text(app)
        assert "Editor ●" not in screen_text(app)
        assert screen.gradings.run.phase is Phase.PASSED


async def test_opening_prepares_the_grader_and_notes_the_visit(tutor, judge, session, double):
    app = tutor()
    async with app.run_test() as pilot:
        await opened(pilot, double)
        assert judge.prepared == (double.id,)
        assert {"exercise_opened", "visited"} <= set(kinds(session))
        assert session.progress().last_visit.exercise == double.id


async def test_grading_again_needs_no_change(tutor, judge, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "f5", "ctrl+r")
        assert len(judge.seen) == 2


async def test_a_newer_save_takes_the_place_of_the_running_one(tutor, judge, double):
    judge.hold = True
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await pilot.press("a", "ctrl+s")
        await until(pilot, lambda: len(judge.seen) == 1)
        await pilot.press("b", "ctrl+s")
        await until(pilot, lambda: judge.cancelled == judge.seen[:1] and len(judge.seen) == 2)
        assert screen.gradings.run.phase is Phase.RUNNING
        judge.let_go.set()
        await settled(pilot)
        assert screen.gradings.run.phase is Phase.PASSED
        assert judge.cancelled == judge.seen[:1]


async def test_a_key_stops_the_run_and_typing_goes_on_meanwhile(tutor, judge, session, double):
    judge.hold = True
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.gradings.run.phase is Phase.RUNNING)
        await pilot.press("x", "y")
        assert screen.editor.text.startswith("xy")
        await pilot.press("f8")
        await until(pilot, lambda: judge.cancelled)
        await settled(pilot)
        assert "■ Stopped" in screen_text(app)
        assert "verdict" not in kinds(session)


async def test_leaving_stops_the_run(tutor, judge, double):
    judge.hold = True
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: judge.seen)
        await pilot.press("escape")
        await until(pilot, lambda: judge.cancelled)


async def test_a_grader_that_breaks_is_not_the_learners_fault(tutor, judge, double):
    judge.failure = OSError("no [more] processes")
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "ctrl+s")
        assert "no [more] processes" in said(app)
        judge.failure = None
        await press(pilot, "f5")
        assert screen.gradings.run.phase is Phase.PASSED


async def test_ten_thousand_lines_of_output_do_not_hold_the_screen_up(tutor, judge, double):
    from grader import OutputPrinted

    judge.events = (Started("cpu"), *(OutputPrinted(f"line {n}\n") for n in range(10_000)))
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "ctrl+s")
        assert screen.gradings.run.phase is Phase.PASSED
        assert screen.gradings.run.output.endswith("line 9999\n")


async def test_the_device_is_in_sight_once_it_is_known(tutor, judge, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        assert "device: auto" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert "runs on cpu" in screen_text(app)


async def test_the_learners_line_leads_to_the_editor(tutor, judge, double):
    judge.verdict = failed(double)
    app = tutor()
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "ctrl+s")
        assert await pilot.click(CodeLine)
        await settled(pilot)
        assert screen.editor.has_focus
        assert screen.editor.cursor_location[0] == 3


async def test_the_verdict_changes_language_while_it_stands(tutor, judge, double):
    judge.verdict = failed(double)
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "ctrl+s")
        assert "✗ Not yet right" in screen_text(app)
        await press(pilot, "f2")
        text = screen_text(app)
        assert "✗ 아직 아니에요" in text
        assert "제곱이에요" in text
        assert "저장+채점" in text
        await pilot.click("#spoken")
        await settled(pilot)
        assert "✗ Not yet right" in screen_text(app)


# --- panes


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


# --- hints, solution, reset, ways on


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


# --- how it looks


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("size", SIZES)
async def test_an_exercise_looks_as_it_did(tutor, judge, double, golden, size, language):
    judge.verdict = failed(double)
    app = tutor(language)
    async with app.run_test(size=SIZES[size]) as pilot:
        screen = await opened(pilot, double)
        await golden(pilot, f"exercise-{language}-{size}")
        waiting = told(begun(()), Waiting("torch", 3.0))
        screen.panel.show(waiting)
        screen._focus_pane("verdict")
        await golden(pilot, f"exercise_waiting-{language}-{size}")
        await press(pilot, "ctrl+s")
        assert app.screen.query(Evidence)
        await golden(pilot, f"exercise_failed-{language}-{size}")
        judge.events = (Started("cpu"), *(MetricLogged("loss", step, 2.0 / (step + 1)) for step in range(12)))
        judge.verdict = passed(double)
        await press(pilot, "ctrl+s")
        assert app.screen.query(CheckTitle)
        await golden(pilot, f"exercise_passed-{language}-{size}")


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
