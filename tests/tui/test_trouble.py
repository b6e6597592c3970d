"""What goes wrong becomes a sentence; nothing is lost, and the program goes on."""

import shutil

import pytest

from tests.tui.conftest import COURSE, WIDE, press, screen_text, settled
from tui.app import TutorApp


@pytest.fixture
def own_course(tmp_path):
    return shutil.copytree(COURSE, tmp_path / "course")


def notices(app):
    return [notice.message for notice in app._notifications]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "missing"),
        (b"# First\n\xff\xfe", "UTF-8"),
        (b"# First\n\n## Page\n\n```question\nkind = \n```\n", "en.md"),
    ],
)
async def test_a_lesson_that_breaks_while_the_program_runs_is_explained(make_session, own_course, content, said):
    app = TutorApp(make_session(own_course), "en")
    text = own_course / "lessons" / "01_first" / "en.md"
    if content is None:
        text.unlink()
    else:
        text.write_bytes(content)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        shown = " ".join(screen_text(app).split())
        assert "This lesson cannot be read" in shown
        assert said in shown
        await press(pilot, "n", "enter", "end", "q", "f2")
        assert app.is_running
        text.write_bytes((COURSE / "lessons" / "01_first" / "en.md").read_bytes())
        await press(pilot, "f2")
        assert "Page 1 of 4" in screen_text(app)


async def test_progress_that_cannot_be_written_is_kept_and_written_later(tutor, session, make_session):
    progress = session.workspace.root / ".tutor" / "progress"
    progress.parent.mkdir(parents=True)
    progress.write_text("in the way", encoding="utf-8")
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n", "q", "1")
        assert "✓ Right" in screen_text(app)
        assert len(notices(app)) == 1
        assert "cannot be saved" in notices(app)[0]
        progress.unlink()
        await press(pilot, "n")
        assert "can be written again" in notices(app)[-1]
    assert make_session().progress().question("01_first", "first-1").right


async def test_settings_that_cannot_be_saved_hold_until_the_end(tutor, session):
    session.workspace.root.mkdir(parents=True)
    (session.workspace.root / ".tutor").write_text("in the way", encoding="utf-8")
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "f2")
        assert "어서 오세요" in screen_text(app)
        assert any("settings.json" in notice for notice in notices(app))


async def test_settings_that_cannot_be_understood_are_told_at_the_start(make_session, session):
    file = session.workspace.root / ".tutor" / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text("{", encoding="utf-8")
    app = TutorApp(make_session(), "ko")
    async with app.run_test() as pilot:
        await settled(pilot)
        assert any("이해할 수 없어" in notice for notice in notices(app))


async def test_a_grader_that_does_not_start_is_a_notice(tutor, session):
    def prepare(exercise):
        raise OSError("no more processes")

    session.judge.prepare = prepare
    app = tutor()
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        assert any("no more processes" in notice for notice in notices(app))
        assert "Page 1 of 4" in screen_text(app)


async def test_an_error_of_ours_leaves_a_report_and_a_sentence_instead_of_a_traceback(tutor, session):
    app = tutor("ko")

    def broken():
        raise RuntimeError("a bug of ours")

    async def walk():
        async with app.run_test() as pilot:
            await settled(pilot)
            app.call_later(broken)
            await settled(pilot)

    with pytest.raises(RuntimeError):
        await walk()
    report = session.workspace.root / ".tutor" / "breakdown.txt"
    assert "a bug of ours" in report.read_text(encoding="utf-8")
    assert app.return_code == 1
