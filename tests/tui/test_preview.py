"""A preview shows one lesson to its author, and shows it anew when one of its files is saved."""

import shutil

import pytest

from tests.tui.conftest import COURSE, NARROW, WIDE, Listening, said, screen_text, until, written
from tests.tui.judges import StoryJudge, failed
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
    session = make_session(copied)
    session.judge = StoryJudge(session)
    return HeardPreview(session, "en", "02_second")


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def opened(pilot, preview):
    """Open the exercise of the lesson, once that is there: a preview always has something under way, its watching."""
    await until(pilot, shows(preview, "Lists"))
    preview.open_exercise(preview.session.course.exercise("02_second/largest"))
    await until(
        pilot, lambda: isinstance(preview.screen, ExerciseScreen) and "def largest" in preview.screen.editor.text
    )
    return preview.screen


async def judged(pilot, preview):
    """Open the exercise and have it judged as wrong."""
    screen = await opened(pilot, preview)
    preview.session.judge.verdict = failed(screen.exercise)
    await pilot.press("ctrl+s")
    await until(pilot, lambda: "✗ Not yet right" in screen_text(preview))
    return screen


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
        assert said(preview).startswith("lessons/02_second/lesson.toml:1: ")
        assert isinstance(preview.screen, LessonScreen)


async def test_what_was_told_of_a_broken_file_goes_as_soon_as_it_is_mended(preview, copied):
    async with preview.run_test(size=WIDE) as pilot:
        await until(pilot, shows(preview, "Lists"))
        file = copied / "lessons" / "02_second" / "lesson.toml"
        good = file.read_text(encoding="utf-8")
        for broken in ("title = ", "minutes = "):
            file.write_text(broken, encoding="utf-8")
            await until(pilot, lambda: said(preview).count("TOML") == 1)
        file.write_text(good + "\n", encoding="utf-8")
        await until(pilot, lambda: said(preview) == "")


async def test_the_verdict_and_what_is_typed_stay_while_texts_are_saved(preview, copied):
    async with preview.run_test(size=(120, 50)) as pilot:
        screen = await judged(pilot, preview)
        screen.editor.focus()
        await pilot.press("#")
        change(copied / "exercises" / "02_second" / "largest" / "en.md", "# ", "# A new title, ")
        change(copied / "lessons" / "02_second" / "en.md", "A list holds", "A row holds")
        await until(pilot, lambda: "A new title" in screen_text(preview))
        assert preview.screen is screen
        assert "You squared the number" in screen_text(preview)
        assert screen.unsaved
        screen.discard()
        preview.pop_screen()
        await until(pilot, shows(preview, "A row holds"))


async def test_other_checks_have_not_judged_what_was_written(preview, copied):
    async with preview.run_test(size=WIDE) as pilot:
        await judged(pilot, preview)
        change(copied / "grader" / "hidden" / "02_second" / "largest" / "test_largest.py", "[1, 3, 2]", "[3, 1, 2]")
        await until(pilot, lambda: "Not checked yet" in screen_text(preview))


async def test_a_stub_that_is_saved_stands_in_the_editor_and_nothing_is_judged(preview, copied):
    async with preview.run_test(size=NARROW) as pilot:
        screen = await opened(pilot, preview)
        change(copied / "exercises" / "02_second" / "largest" / "stub.py", "def ", "# new\ndef ")
        await until(pilot, lambda: "# new" in screen.editor.text)
        await written(pilot)
        assert screen._shown == "task"
        assert preview.session.judge.seen == []


async def test_an_exercise_that_is_gone_gives_way_to_the_lesson(preview, copied):
    async with preview.run_test(size=WIDE) as pilot:
        await opened(pilot, preview)
        file = copied / "lessons" / "02_second" / "lesson.toml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text[: text.index("[[exercises]]")], encoding="utf-8")
        await until(pilot, shows(preview, "Lists"))


async def test_home_shows_the_new_title_of_a_lesson(preview, copied):
    async with preview.run_test(size=WIDE) as pilot:
        await until(pilot, shows(preview, "Lists"))
        await pilot.press("escape")
        change(copied / "lessons" / "02_second" / "lesson.toml", "Lists", "Rows of things")
        await until(pilot, lambda: "Rows of things" in screen_text(preview))
