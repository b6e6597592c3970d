"""Reading a lesson: pages, questions in place, the way to the exercises."""

import shutil

from textual.widgets import Input

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
        assert "Give an answer first" in screen_text(app)
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


async def test_a_wrong_choice_is_explained_and_can_be_corrected(tutor, session):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n", "q", "down", "down", "enter")
        assert "✗ Not yet" in screen_text(app)
        assert "One slash keeps the rest" in screen_text(app)
        assert isinstance(app.focused, OptionPicker)
        await press(pilot, "up", "space")
        assert "✓ Right" in screen_text(app)
        assert "Two slashes drop the rest" in screen_text(app)
    assert answered(session) == [("first-1", [1], False), ("first-1", [0], True)]


async def test_a_choice_is_made_by_mouse(tutor, session):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n")
        await pilot.click("OptionPicker > Static:last-child")
        await settled(pilot)
        assert "half of that is" in screen_text(app)
    assert answered(session) == [("first-1", [2], False)]


async def test_several_choices_are_ticked_then_checked(tutor, session):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter", "end", "q", "enter")
        assert "Give an answer first" in screen_text(app)
        await press(pilot, "1", "2", "enter")
        assert "A number stands for itself" in screen_text(app)
        await press(pilot, "2", "3", "enter")
        assert "✓ Right" in screen_text(app)
        assert "An underscore may be in a name" in screen_text(app)
    assert answered(session) == [("first-4", [0, 1], False), ("first-4", [0, 2], True)]


async def test_several_choices_are_checked_by_mouse(tutor, session):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "end")
        await pilot.click("OptionPicker > Static:first-child")
        await pilot.click("QuestionCard Button")
        await settled(pilot)
    assert answered(session) == [("first-4", [0], False)]


async def test_a_number_is_typed_until_it_is_right(tutor, session):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n", "n", "q", "enter")
        assert "Give an answer first" in screen_text(app)
        field = app.screen.query(Input).first()
        for typed, said in (
            ("many", "This is not a number"),
            ("9", "The last line multiplies once more"),
            ("5", "Go through the lines one by one"),
            (" 27.0", "three times 9 is 27"),
        ):
            field.value = typed
            await press(pilot, "enter")
            assert said in screen_text(app)
    assert answered(session) == [("first-2", "9", False), ("first-2", "5", False), ("first-2", "27.0", True)]


async def test_what_is_printed_is_typed_and_blanks_do_not_count(tutor, session):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n", "n")
        field = app.screen.query(Input).last()
        field.focus()
        field.value = " [1,2, 3]"
        await press(pilot, "enter")
        assert "Adding lists puts them one after the other" in screen_text(app)
    assert answered(session) == [("first-3", "[1,2, 3]", True)]


async def test_hangul_goes_into_an_answer_as_it_is_composed(tutor):
    app = tutor("ko")
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n", "n", "q", "한", "글")
        assert app.screen.query(Input).first().value == "한글"


async def test_answers_stand_there_next_time(make_session):
    first = TutorApp(make_session(), "en")
    async with first.run_test() as pilot:
        await press(pilot, "enter", "n", "q", "2")
    second = TutorApp(make_session(), "en")
    async with second.run_test() as pilot:
        await press(pilot, "enter")
        assert "(•) 7 / 2" in screen_text(second)
        assert "One slash keeps the rest" in screen_text(second)


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
        assert "device: auto" in screen_text(app)
        assert session.judge.prepared == ()
        session.judge.known_device = "cuda:0"
        await press(pilot, "enter")
        assert session.judge.prepared == ("01_first/double",)
        assert "runs on cuda:0" in screen_text(app)


async def test_a_question_from_before_that_has_changed_its_kind_is_asked_anew(tutor, session):
    session.log.append("question_answered", lesson="01_first", question="first-1", right=True, answer="7 // 2")
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n")
        assert app.screen.query_one(QuestionCard).waits


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
