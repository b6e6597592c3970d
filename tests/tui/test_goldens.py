"""The screens as a learner sees them, in both languages and sizes."""

import pytest

from grader import MetricLogged, Started, Waiting
from tests.tui.conftest import NARROW, WIDE, opened, press
from tests.tui.judges import failed, passed
from tui.run import begun, told
from tui.widgets.check import CheckTitle
from tui.widgets.evidence import Evidence

SIZES = {"80x24": NARROW, "120x36": WIDE}


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("size", SIZES)
async def test_a_walk_through_the_first_lesson_looks_as_it_did(tutor, golden, size, language):
    app = tutor(language)
    async with app.run_test(size=SIZES[size]) as pilot:
        await golden(pilot, f"home-{language}-{size}")
        await press(pilot, "enter")
        await golden(pilot, f"lesson-{language}-{size}")
        await press(pilot, "f1")
        await golden(pilot, f"help-{language}-{size}")
        await press(pilot, "escape", "n", "q", "2")
        await golden(pilot, f"question_wrong-{language}-{size}")
        await press(pilot, "1")
        await golden(pilot, f"question_right-{language}-{size}")
        await press(pilot, "n", "q", "9", "enter")
        await golden(pilot, f"question_typed-{language}-{size}")
        await press(pilot, "escape", "n")
        await golden(pilot, f"last_page-{language}-{size}")


@pytest.mark.parametrize("size", SIZES)
async def test_home_looks_as_it_did_when_somebody_comes_back(tutor, golden, session, course, size):
    double, add_up = course.lessons[0].exercises
    session.log.append("exercise_opened", exercise=double.id)
    session.log.append("verdict", exercise=double.id, status="failed")
    session.log.append("verdict", exercise=double.id, status="passed")
    session.log.append("verdict", exercise=add_up.id, status="failed")
    session.log.append("page_read", lesson="01_first", page=0)
    session.log.append("visited", screen="exercise", lesson="01_first", exercise=add_up.id, page=0)
    app = tutor()
    async with app.run_test(size=SIZES[size]) as pilot:
        await golden(pilot, f"home_back-en-{size}")


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
