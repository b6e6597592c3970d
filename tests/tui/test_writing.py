"""The screen never waits for the disk, what it shows as saved is there, and quitting waits for the rest."""

import asyncio
import threading

import pytest

from study.event import Kind
from study.workspace import WorkspaceError
from tests.tui.conftest import WIDE, kinds, opened, press, said, screen_text, settled, until
from tui.drafts import Drafts


@pytest.fixture
def slow_disk(session, monkeypatch):
    """Hold every write of an event or a file until the returned event is set."""
    goes_on = threading.Event()

    def held(write):
        def wait(*args, **kwargs):
            goes_on.wait()
            return write(*args, **kwargs)

        return wait

    def begin():
        monkeypatch.setattr("study.atomic_file.replace", held(atomic_file.replace))
        monkeypatch.setattr(session.log, "append", held(session.log.append))
        return goes_on

    from study import atomic_file

    return begin


async def test_what_was_asked_for_first_is_written_first(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await settled(pilot)
        order = []
        app.writing.later(lambda: order.append("first"))
        app.writing.later(lambda: order.append("second"))
        assert await app.writing.done(lambda: order.append("third") or "an answer") == "an answer"
        assert order == ["first", "second", "third"]


async def test_a_write_is_done_even_when_who_waits_goes_away(tutor):
    app = tutor()
    async with app.run_test() as pilot:
        await settled(pilot)
        held, order = threading.Event(), []
        app.writing.later(held.wait)
        waiting = asyncio.ensure_future(app.writing.done(lambda: order.append("written")))
        await asyncio.sleep(0)
        waiting.cancel()
        held.set()
        await settled(pilot)
        assert order == ["written"]


async def test_text_is_shown_as_saved_only_once_it_is_on_the_disk(tutor, judge, session, double, slow_disk):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        goes_on = slow_disk()
        await pilot.press("a", "ctrl+s", "b")
        await pilot.pause()
        assert screen.editor.text.startswith("ab")
        assert "not saved" in screen_text(app)
        assert judge.seen == []
        goes_on.set()
        await until(pilot, lambda: judge.seen)
        await settled(pilot)
        assert session.workspace.read(double).startswith('a"""')
        assert screen.unsaved
        await press(pilot, "ctrl+s")
        assert session.workspace.read(double).startswith('ab"""')
        assert not screen.unsaved
        assert "not saved" not in screen_text(app)


async def test_a_save_under_way_is_not_taken_for_another_editors(tutor, judge, session, double, slow_disk):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        goes_on = slow_disk()
        await pilot.press("a", "ctrl+s", "b")
        screen.look_at_file()
        goes_on.set()
        await until(pilot, lambda: judge.seen)
        await settled(pilot)
        assert app.screen is screen
        assert screen.editor.text.startswith("ab")
        assert len(judge.seen) == 1


async def test_pages_are_turned_while_events_wait_for_the_disk_and_quitting_waits_for_them(tutor, session, slow_disk):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        goes_on = slow_disk()
        await pilot.press("n")
        await until(pilot, lambda: "Page 2 of 4" in screen_text(app))
        await pilot.press("n")
        await until(pilot, lambda: "Page 3 of 4" in screen_text(app))
        assert Kind.PAGE_READ not in kinds(session)
        await pilot.press("ctrl+q")
        goes_on.set()
    assert kinds(session).count(Kind.PAGE_READ) == 2
    assert session.progress().last_visit.page == 2


async def test_quitting_waits_for_the_draft(tutor, judge, session, double, slow_disk):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        goes_on = slow_disk()
        await pilot.press("u", "ctrl+q")
        goes_on.set()
    assert Drafts(session.workspace.root).find(double).text.startswith("u")


async def test_a_disk_that_refuses_a_save_leaves_the_text_unsaved(tutor, judge, session, double, monkeypatch):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)

        def full(*_):
            raise WorkspaceError(session.workspace.file(double), {"en": "The disk is full.", "ko": "꽉 찼어요."})

        monkeypatch.setattr(type(session.workspace), "save", full)
        await press(pilot, "a", "ctrl+s")
        assert "The disk is full" in said(app)
        assert screen.unsaved
        assert judge.seen == []


async def test_a_draft_that_cannot_be_kept_is_said(tutor, judge, session, double, monkeypatch):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)

        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Drafts, "keep", full)
        await pilot.press("a")
        screen.keep_draft()
        await until(pilot, lambda: "No space left on device" in said(app))
