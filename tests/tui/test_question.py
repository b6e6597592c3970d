"""Questions are answered in place: by key, by mouse, with an explanation for every answer."""

import pytest
from textual.widgets import Input

from tests.tui.conftest import WIDE, press, screen_text, settled
from tui.app import TutorApp
from tui.widgets.options import OptionPicker
from tui.widgets.question import QuestionCard


def answered(session):
    return [
        (event.data["question"], event.data["answer"], event.data["right"])
        for event in session.log.events()
        if event.kind == "question_answered"
    ]


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
        assert "Tick at least one answer first" in screen_text(app)
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
        assert "Type a number first" in screen_text(app)
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


@pytest.mark.parametrize("wrong", ["9", "many"])
async def test_what_is_typed_after_a_wrong_answer_takes_its_place(tutor, wrong):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n", "n", "q", *wrong, "enter")
        field = app.screen.query(Input).first()
        assert (field.value, field.selected_text) == (wrong, wrong)
        await press(pilot, "2", "7", "enter")
        assert field.value == "27"
        assert "✓ Right" in screen_text(app)


async def test_coming_back_to_a_wrong_answer_by_key_replaces_it_as_well(tutor, make_session):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n", "n", "q", "9", "enter", "escape", "tab", "2", "7")
        assert app.screen.query(Input).first().value == "27"
    again = TutorApp(make_session(), "en")
    async with again.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "tab", "5")
        assert again.screen.query(Input).first().value == "5"


async def test_after_a_wrong_answer_by_mouse_the_keys_are_where_to_type(tutor):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n", "n", "q", "9")
        await pilot.click("QuestionCard Button")
        await press(pilot, "2", "7")
        assert app.screen.query(Input).first().value == "27"


async def test_the_marks_name_the_answer_that_they_are_about(tutor):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n", "n", "q", "9", "enter", "5")
        assert "✗ Not yet · 9" in screen_text(app)
        field = app.screen.query(Input).last()
        field.focus()
        field.value = " [1,2,3] "
        await press(pilot, "enter")
        assert "✓ Right · [1, 2, 3]" in screen_text(app)


async def test_an_answer_that_is_missing_is_asked_for_in_the_words_of_its_kind(tutor):
    app = tutor("ko")
    async with app.run_test(size=(80, 60)) as pilot:
        await press(pilot, "enter", "n", "q", "enter")
        assert "먼저 답을 하나 골라 주세요" in screen_text(app)
        await press(pilot, "escape", "n", "q", "enter")
        assert "먼저 숫자를 써 주세요" in screen_text(app)
        app.screen.query(Input).last().focus()
        await press(pilot, "enter")
        assert "먼저 출력되는 것을 써 주세요" in screen_text(app)
        await press(pilot, "escape", "end", "q", "enter")
        assert "먼저 맞는 것을 하나 이상 골라 주세요" in screen_text(app)


async def test_the_last_line_says_how_a_question_is_answered(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n")
        assert "Space 1-" not in screen_text(app)
        await press(pilot, "q")
        assert "↑↓ Move Space 1-3 Pick Enter Answer" in screen_text(app)


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


async def test_a_question_from_before_that_has_changed_its_kind_is_asked_anew(tutor, session):
    session.log.append("question_answered", lesson="01_first", question="first-1", right=True, answer="7 // 2")
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n")
        assert app.screen.query_one(QuestionCard).waits
