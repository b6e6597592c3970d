"""A preview shows one lesson to its author, and shows it anew when one of its files is saved."""

import shutil

import pytest

from tests.tui.conftest import COURSE, WIDE, Listening, said, screen_text, until
from tui.preview import Preview
from tui.screens.exercise import ExerciseScreen
from tui.screens.lesson import LessonScreen


class HeardPreview(Preview, Listening):
    """The preview, as tests start it."""


@pytest.fixture
def copied(tmp_path):
    """The small course, to be edited."""
    return shutil.copytree(COURSE, tmp_path / "course")


@pytest.fixture
def preview(copied, make_session):
    return HeardPreview(make_session(copied), "en", "02_second")


def shows(app, words):
    return lambda: isinstance(app.screen, LessonScreen) and words in screen_text(app)


async def test_it_opens_at_the_lesson(preview):
    async with preview.run_test(size=WIDE) as pilot:
        await until(pilot, shows(preview, "Lists"))


async def test_a_saved_text_is_shown_at_once(preview, copied):
    async with preview.run_test(size=WIDE) as pilot:
        await until(pilot, shows(preview, "Lists"))
        file = copied / "lessons" / "02_second" / "en.md"
        file.write_text(file.read_text(encoding="utf-8").replace("A list holds", "A row holds"), encoding="utf-8")
        await until(pilot, shows(preview, "A row holds"))


async def test_the_page_stays_open_when_another_file_is_saved(preview, copied):
    async with preview.run_test(size=WIDE) as pilot:
        await until(pilot, shows(preview, "Lists"))
        await pilot.press("n")
        await until(pilot, shows(preview, "Page 2 of 2"))
        file = copied / "lessons" / "02_second" / "en.md"
        file.write_text(file.read_text(encoding="utf-8") + "\nA line that was added.\n", encoding="utf-8")
        await until(pilot, shows(preview, "A line that was added."))


async def test_an_untouched_exercise_follows_its_stub(preview, copied):
    async with preview.run_test(size=WIDE) as pilot:
        await until(pilot, shows(preview, "Lists"))
        exercise = preview.session.course.exercise("02_second/largest")
        preview.open_exercise(exercise)
        mine = preview.session.workspace.file(exercise)
        await until(pilot, mine.is_file)
        stub = copied / "exercises" / "02_second" / "largest" / "stub.py"
        stub.write_text(stub.read_text(encoding="utf-8") + "# one line more\n", encoding="utf-8")
        await until(pilot, lambda: mine.is_file() and "# one line more" in mine.read_text(encoding="utf-8"))
        await until(pilot, lambda: isinstance(preview.screen, ExerciseScreen))


async def test_a_file_that_cannot_be_read_is_told_and_the_lesson_stays(preview, copied):
    async with preview.run_test(size=WIDE) as pilot:
        await until(pilot, shows(preview, "Lists"))
        (copied / "lessons" / "02_second" / "lesson.toml").write_text("title = ", encoding="utf-8")
        await until(pilot, lambda: "TOML" in said(preview))
        assert isinstance(preview.screen, LessonScreen)
