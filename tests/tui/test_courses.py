"""Several courses on the screens: home tells them apart, and an exercise of another course is opened like any other."""

import shutil

import pytest

from study.courses import Neighbour
from study.session import open_session
from tests.tui.conftest import COURSE, NARROW, WIDE, Listening, StillJudge, press, screen_text, settled
from tui.screens.home import HomeScreen
from tui.widgets.continue_button import ContinueButton
from tui.widgets.lesson_map import LessonMap


@pytest.fixture
def neighbour(tmp_path):
    root = tmp_path / "algebra"
    shutil.copytree(COURSE, root)
    head = 'id = "algebra"\ntitle = { en = "Algebra", ko = "대수" }\nversion = "1"\n'
    (root / "course.toml").write_text(head, encoding="utf-8")
    return root


@pytest.fixture
def several(neighbour, tmp_path):
    """Open the small course with a stranger and one that is gone beside it."""
    beside = [Neighbour(neighbour, "algebra", is_strange=True), Neighbour(tmp_path / "gone", "gone")]
    session = open_session(COURSE, tmp_path / "workspace", "cpu", beside)
    session.judge.close()
    session.judge = StillJudge(session.course, session.workspace, session.log)
    return session


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("language", ["en", "ko"])
async def test_home_groups_lessons_under_the_titles_of_their_courses(several, size, language):
    app = Listening(several, language)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        app.screen.query_one(LessonMap).focus()
        await press(pilot, "end")
        shown = screen_text(app)
        assert {"en": "Algebra", "ko": "대수"}[language] in shown
        assert {"en": "from somebody else", "ko": "다른 사람이 만든 코스"}[language] in shown
        assert {"en": "gone cannot be opened", "ko": "gone 코스를 열 수 없어요"}[language] in shown


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_last_lesson_can_be_seen_however_many_there_are(several, size):
    app = Listening(several, "en")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        lessons = app.screen.query_one(LessonMap)
        lessons.focus()
        await press(pilot, "end")
        assert lessons.scroll_y == lessons.max_scroll_y
        assert lessons.region.bottom <= lessons.parent.region.bottom


async def test_the_cursor_goes_from_lesson_to_lesson_and_past_the_titles(several):
    app = Listening(several, "en")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "down")
        lessons = app.screen.query_one(LessonMap)
        seen = []
        for _ in several.course.lessons:
            seen.append(lessons.highlighted_option.id)
            await press(pilot, "down")
        assert seen == [lesson.id for lesson in several.course.lessons]
        await press(pilot, *["up"] * len(seen))
        assert isinstance(app.focused, (ContinueButton, LessonMap))


async def test_up_from_the_first_lesson_leads_to_the_beginning(several):
    app = Listening(several, "en")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "up", "up")
        assert isinstance(app.focused, ContinueButton)


async def test_an_exercise_of_another_course_opens_saves_and_is_gone_on_with(several):
    exercise = several.course.exercise("algebra:01_first/double")
    app = Listening(several, "en")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.open_exercise(exercise)
        await settled(pilot)
        assert "First steps" in screen_text(app)
        assert (several.workspace.root / "algebra" / "01_first" / "double.py").is_file()
        await press(pilot, "ctrl+q")
    assert several.progress().exercise(exercise.id).opened_at is not None
    again = Listening(several, "en")
    async with again.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert isinstance(again.screen, HomeScreen)
        assert again.screen.query_one(LessonMap).highlighted_option.id == "algebra:01_first"
        await press(pilot, "enter")
        assert again.screen.device_exercise() == exercise
