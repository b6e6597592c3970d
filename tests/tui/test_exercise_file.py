"""The learner's file while its exercise is open: nothing typed is lost, nothing saved elsewhere is overwritten."""

import os
import stat
import sys

import pytest
from textual.widgets import Button

from study.workspace import Workspace
from tests.tui.conftest import NARROW, WIDE, opened, press, said, screen_text, settled, until
from tui.drafts import Draft, Drafts
from tui.external_editor import NoEditorError, chosen_editor
from tui.run import Phase
from tui.screens.choice import Choice
from tui.screens.exercise import ExerciseScreen


def save_outside(session, exercise, text):
    """Save as most editors do: a new file is renamed over the old one."""
    file = session.workspace.file(exercise)
    beside = file.with_name("elsewhere.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


async def test_a_save_from_another_editor_is_loaded_and_graded(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        save_outside(session, double, "x = 1\n")
        await until(pilot, lambda: screen.gradings.run.phase is Phase.PASSED)
        assert screen.editor.text == "x = 1\n"
        assert judge.seen == ["x = 1\n"]
        assert not screen.unsaved


async def test_ones_own_save_is_not_taken_for_another_editors(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "x", "ctrl+s", "y")
        screen.look_at_file()
        await settled(pilot)
        assert isinstance(app.screen, ExerciseScreen)
        assert screen.editor.text.startswith("xy")
        assert len(judge.seen) == 1


async def conflict(pilot, session, double):
    screen = await opened(pilot, double)
    screen.editor.focus()
    await pilot.press("m", "i", "n", "e")
    save_outside(session, double, "theirs = 1\n")
    await until(pilot, lambda: isinstance(pilot.app.screen, Choice))
    return screen


async def test_both_edited_asks_and_can_keep_mine(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await conflict(pilot, session, double)
        assert session.workspace.read(double) == "theirs = 1\n"
        await press(pilot, "left", "left", "enter")
        assert screen.editor.text.startswith("mine")
        await press(pilot, "ctrl+s")
        assert session.workspace.read(double).startswith("mine")


async def test_both_edited_can_take_theirs_and_undo_brings_mine_back(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await conflict(pilot, session, double)
        await pilot.click("#theirs")
        await settled(pilot)
        assert screen.editor.text == "theirs = 1\n"
        assert not screen.unsaved
        await press(pilot, "ctrl+z")
        assert screen.editor.text.startswith("mine")


async def test_both_edited_shows_the_difference_in_either_language(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=NARROW) as pilot:
        await conflict(pilot, session, double)
        await press(pilot, "d")
        assert "-theirs = 1" in screen_text(app)
        assert "+mine" in screen_text(app)
        await press(pilot, "f2")
        assert app.screen.query_one("#mine", Button).label.plain == "내 글 남기기"


async def test_enter_typed_as_the_question_appears_decides_nothing(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await conflict(pilot, session, double)
        await press(pilot, "enter", "ctrl+s")
        assert isinstance(app.screen, Choice)
        assert session.workspace.read(double) == "theirs = 1\n"
        assert screen.unsaved


async def test_deciding_later_changes_nothing_and_saving_asks_again(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await conflict(pilot, session, double)
        await press(pilot, "escape")
        assert screen.unsaved
        assert session.workspace.read(double) == "theirs = 1\n"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Choice)
        assert session.workspace.read(double) == "theirs = 1\n"
        await press(pilot, "enter")
        assert session.workspace.read(double).startswith("mine")
        assert len(judge.seen) == 1


async def test_a_file_that_changes_while_the_question_stands_is_asked_about_again(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await conflict(pilot, session, double)
        save_outside(session, double, "newer = 2\n")
        await pilot.click("#mine")
        await settled(pilot)
        assert isinstance(app.screen, Choice)
        assert app.screen.question.texts[0] == "newer = 2\n"


async def test_a_file_removed_outside_is_said_and_can_be_saved_again(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        session.workspace.file(double).unlink()
        screen.look_at_file()
        await settled(pilot)
        assert "removed outside" in said(app)
        assert screen.unsaved
        await press(pilot, "ctrl+s")
        assert session.workspace.read(double) == screen.editor.text


async def test_a_file_that_is_not_text_is_explained_and_mended_files_come_back(tutor, judge, session, double):
    file = session.workspace.file(double)
    file.parent.mkdir(parents=True)
    file.write_bytes("x = '가'\n".encode("cp949"))
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        assert "not UTF-8" in screen_text(app)
        save_outside(session, double, "x = '가'\n")
        await until(pilot, lambda: screen.gradings.run.phase is Phase.PASSED)
        assert "x = '가'" in screen_text(app)


# --- leaving


async def test_leaving_with_unsaved_text_can_stay_save_or_discard(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "q", "escape")
        assert isinstance(app.screen, Choice)
        await press(pilot, "escape")
        assert app.screen is screen
        await press(pilot, "escape", "enter")
        assert app.screen is not screen
        assert session.workspace.read(double).startswith("q")
        screen = await opened(pilot, double)
        await press(pilot, "r", "escape", "right", "enter")
        assert app.screen is not screen
        assert session.workspace.read(double).startswith("q")
        assert Drafts(session.workspace.root).find(double) is None


async def test_leaving_with_saved_text_asks_nothing(tutor, judge, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "escape")
        assert app.screen is not screen
        assert not isinstance(app.screen, Choice)


# --- drafts


async def test_unsaved_text_is_on_the_disk_before_anybody_saves(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await pilot.press("d", "r")
        drafts = Drafts(session.workspace.root)
        await until(pilot, lambda: (drafts.find(double) or Draft("", "")).text.startswith("dr"))
        assert session.workspace.is_untouched(double)
        await press(pilot, "ctrl+s")
        assert Drafts(session.workspace.root).find(double) is None


async def test_a_quit_keeps_unsaved_text_and_the_next_opening_offers_it(tutor, make_session, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await pilot.press("d", "r", "ctrl+q")
    again = tutor()
    async with again.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        assert isinstance(again.screen, Choice)
        await press(pilot, "enter")
        assert again.screen.editor.text.startswith("dr")
        assert again.screen.unsaved
        await press(pilot, "ctrl+z")
        assert not again.screen.unsaved


async def test_an_offered_draft_can_be_thrown_away(tutor, judge, session, double):
    session.workspace.open(double)
    drafts = Drafts(session.workspace.root)
    drafts.keep(double, Draft("lost = 1\n", "an older digest"))
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        assert "has been changed since" in " ".join(screen_text(app).split())
        await press(pilot, "right", "enter")
        assert not app.screen.unsaved
        assert drafts.find(double) is None


def test_a_draft_that_cannot_be_read_is_none(tmp_path, double):
    drafts = Drafts(tmp_path)
    drafts.keep(double, Draft("가 = 1\n", None))
    assert drafts.find(double) == Draft("가 = 1\n", None)
    drafts.file(double).write_text('{"text": 3', encoding="utf-8")
    assert drafts.find(double) is None


# --- the learner's own editor


def test_the_editor_is_the_one_the_learner_named():
    assert chosen_editor({"VISUAL": "code --wait", "EDITOR": "vim"}).command == ("code", "--wait")
    assert chosen_editor({"VISUAL": " ", "EDITOR": "'/opt/my vim/vim' -p"}).command == ("/opt/my vim/vim", "-p")
    for nothing in ({}, {"EDITOR": "  "}, {"EDITOR": "vim 'x"}):
        with pytest.raises(NoEditorError):
            chosen_editor(nothing)


@pytest.mark.parametrize(
    ("command", "window"),
    [("vim", False), ("code --wait", True), ("/usr/bin/gedit", True), ("emacs -nw", False), ("nano", False)],
)
def test_an_editor_with_a_window_of_its_own_is_known(command, window):
    assert chosen_editor({"EDITOR": command}).has_window is window


def script(tmp_path, name, body):
    program = tmp_path / f"{name}_program.py"
    program.write_text(body, encoding="utf-8")
    file = tmp_path / name
    # Through a shell: the first line of a script cannot name an interpreter whose path has a space in it.
    file.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{program}" "$@"\n', encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IEXEC)
    return file


@pytest.mark.skipif(os.name == "nt", reason="a script as an editor")
def test_an_editor_edits_the_file_and_its_exit_code_is_told(tmp_path):
    editor = script(tmp_path, "ed", "import sys\nopen(sys.argv[1], 'a').write('added')\nsys.exit(3)\n")
    file = tmp_path / "a file.py"
    file.write_text("", encoding="utf-8")
    assert chosen_editor({"EDITOR": str(editor)}).run(file, os.environ) == 3
    assert file.read_text(encoding="utf-8") == "added"


async def test_without_an_editor_a_sentence_says_how_to_set_one(tutor, judge, double, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "ctrl+o")
        assert "EDITOR=vim python tutor.py" in said(app)


@pytest.mark.skipif(os.name == "nt", reason="a script as an editor")
async def test_an_editor_with_a_window_runs_beside_the_tutorial(tutor, judge, session, double, monkeypatch, tmp_path):
    editor = script(tmp_path, "gedit", "import sys\nopen(sys.argv[1], 'w').write('by = 1\\n')\n")
    monkeypatch.setenv("VISUAL", str(editor))
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "x", "ctrl+o")
        await until(pilot, lambda: screen.editor.text == "by = 1\n")
        await until(pilot, lambda: judge.seen[-1:] == ["by = 1\n"])


async def test_a_terminal_that_cannot_be_handed_over_is_said(tutor, judge, double, monkeypatch):
    monkeypatch.setenv("EDITOR", "vim")
    monkeypatch.delenv("VISUAL", raising=False)
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "ctrl+o")
        assert "cannot be handed to vim" in said(app)


def test_drafts_stay_out_of_the_learners_files(tmp_path, double):
    workspace = Workspace(tmp_path)
    assert Drafts(tmp_path).file(double) != workspace.file(double)
    assert ".tutor" in Drafts(tmp_path).file(double).parts
