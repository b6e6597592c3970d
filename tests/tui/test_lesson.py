"""Reading a lesson: pages, questions in place, the way to the exercises."""

import shutil

from tests.tui.conftest import COURSE, WIDE, press, screen_text, settled
from tui.app import TutorApp
from tui.screens.lesson import LessonScreen
from tui.widgets.contents import Contents
from tui.widgets.options import OptionPicker
from tui.widgets.page import LessonPage
from tui.widgets.question import QuestionCard


def answered(session):
    return [
        (event.data["question"], event.data["answer"], event.data["right"])
        for event in session.log.events()
        if event.kind == "question_answered"
    ]


async def test_pages_turn_by_key(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        assert "Page 1 of 4" in screen_text(app)
        await press(pilot, "right")
        assert "Page 2 of 4" in screen_text(app)
        await press(pilot, "n", "left")
        assert "Page 2 of 4" in screen_text(app)
        await press(pilot, "p", "p")
        assert "Page 1 of 4" in screen_text(app)
        await press(pilot, "end")
        assert "Page 4 of 4" in screen_text(app)


async def test_pages_turn_by_mouse(tutor):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        await pilot.click("#next")
        await settled(pilot)
        assert "Page 2 of 4" in screen_text(app)
        await pilot.click("#previous")
        await settled(pilot)
        assert "Page 1 of 4" in screen_text(app)
        await pilot.click(Contents, offset=(6, 3))
        await settled(pilot)
        assert "Page 3 of 4" in screen_text(app)


async def test_enter_leads_through_a_page_to_its_question_and_on(tutor, session):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter", "enter")
        assert "Page 2 of 4" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.focused, OptionPicker)
        await press(pilot, "enter")
        assert "Pick an answer first" in screen_text(app)
        assert answered(session) == []
        await press(pilot, "down", "enter")
        assert "Two slashes drop the rest" in screen_text(app)
        assert isinstance(app.focused, LessonPage)
        await press(pilot, "enter")
        assert "Page 3 of 4" in screen_text(app)


async def test_pages_that_were_read_are_noted_once(tutor, session):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n", "p", "n", "n", "n")
    read = [event.data["page"] for event in session.log.events() if event.kind == "page_read"]
    assert read == [0, 1, 2, 3]


async def test_the_last_page_leads_to_the_first_exercise_that_waits(tutor, session, course):
    session.log.append("verdict", exercise="01_first/double", status="passed")
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.open_lesson(course.lessons[0], 3)
        await settled(pilot)
        assert "Exercises of this lesson" in screen_text(app)
        await press(pilot, "n")
        assert app.screen.device_exercise().id == "01_first/add_up"


async def test_a_lesson_without_exercises_says_so(tutor, course):
    app = tutor()
    async with app.run_test() as pilot:
        await settled(pilot)
        app.open_lesson(course.lessons[2])
        await settled(pilot)
        await press(pilot, "n", "n")
        assert isinstance(app.screen, LessonScreen)
        assert "nothing to do in this lesson" in screen_text(app)


async def test_opening_a_lesson_prepares_the_grader_and_shows_its_device(tutor, session):
    app = tutor()
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "runs on" not in screen_text(app)
        assert session.judge.prepared == ()
        session.judge.known_device = "cuda:0"
        await press(pilot, "enter")
        assert session.judge.prepared == ("01_first/double",)
        assert "runs on cuda:0" in screen_text(app)


async def test_a_line_of_code_of_70_cells_fits_at_every_width(make_session, tmp_path):
    root = shutil.copytree(COURSE, tmp_path / "course")
    line = "x" * 69 + "|"
    text = f"# First\n\n## Page\n\n```python\n{line}\n```\n"
    (root / "lessons" / "01_first" / "en.md").write_text(text, encoding="utf-8")
    app = TutorApp(make_session(root), "en")
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        for width in (80, 100, 111, 112, 120):
            await pilot.resize_terminal(width, 24)
            await settled(pilot)
            assert line in screen_text(app), width


async def test_a_page_turned_while_the_language_switches_stands_there_once(tutor):
    app = tutor("en")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        app.action_switch_language()
        await app.screen.action_turn(1)
        await app.screen.action_turn(1)
        await settled(pilot)
        assert len(app.screen.query("LessonPage > .heading")) == 1
        assert "4쪽 중 3쪽" in screen_text(app)
        assert len(app.screen.query(QuestionCard)) == 2
