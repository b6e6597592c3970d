"""The language switches live, everywhere, and is remembered."""

from tests.tui.conftest import WIDE, press, screen_text, settled
from tui.app import TutorApp

HANGUL = range(0xAC00, 0xD7A4)


def has_hangul(text: str) -> bool:
    return any(ord(sign) in HANGUL for sign in text.replace("한국어", ""))


async def test_every_screen_says_everything_in_the_other_language(tutor):
    app = tutor("en")
    async with app.run_test(size=WIDE) as pilot:
        for keys in ((), ("enter",), ("n", "q", "2"), ("f1",), ("escape", "end")):
            await press(pilot, *keys)
            assert not has_hangul(screen_text(app)), keys
            await press(pilot, "f2")
            assert has_hangul(screen_text(app)), keys
            await press(pilot, "f2")
            assert not has_hangul(screen_text(app)), keys


async def test_a_screen_below_has_switched_too(tutor):
    app = tutor("en")
    async with app.run_test() as pilot:
        await press(pilot, "enter", "f2", "escape")
        assert "이어서 하기: 01 첫걸음" in screen_text(app)


async def test_the_page_and_the_answer_stay(tutor):
    app = tutor("en")
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n", "q", "2", "f2")
        shown = screen_text(app)
        assert "4쪽 중 2쪽" in shown
        assert "(•) 7 / 2" in shown
        assert "빗금 하나는 나머지까지 나눠서" in shown


async def test_an_answer_that_is_being_typed_stays(tutor):
    app = tutor("en")
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n", "n", "q", "2", "7", "f2")
        assert app.screen.query("AnswerInput").first().value == "27"
        await press(pilot, "enter")
        assert "✓ 맞았어요" in screen_text(app)


async def test_the_language_switches_by_mouse(tutor):
    app = tutor("en")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.click("#spoken")
        await settled(pilot)
        assert "어서 오세요" in screen_text(app)


async def test_the_language_is_remembered(tutor, make_session):
    app = tutor("en")
    async with app.run_test() as pilot:
        await press(pilot, "f2")
    assert make_session().settings.language == "ko"


async def test_starting_in_a_language_does_not_choose_it_for_good(tutor, make_session):
    app = tutor("ko")
    async with app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(app, TutorApp)
    assert make_session().settings.language is None
