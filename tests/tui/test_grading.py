"""Saving and grading: what is asked for, what the screen says meanwhile, what stands there in the end."""

import asyncio
import threading
from dataclasses import replace

import pytest

from grader import OutputPrinted, Started, Status, Waiting
from tests.tui.conftest import HANGS, NARROW, NOON, WIDE, kinds, opened, press, said, screen_text, settled, until
from tests.tui.judges import ended, failed
from tui.run import Phase
from tui.widgets.evidence import CodeLine


async def test_saving_writes_the_file_and_shows_the_result(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "f6", "ctrl+home", "#")
        assert "Editor ●" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert session.workspace.read(double).startswith("#")
        assert judge.seen == [session.workspace.read(double)]
        assert "✓ Passed" in screen_text(app)
        assert "Editor ●" not in screen_text(app)
        assert screen.gradings.run.phase is Phase.PASSED


async def test_opening_prepares_the_grader_and_notes_the_visit(tutor, judge, session, double):
    app = tutor()
    async with app.run_test() as pilot:
        await opened(pilot, double)
        assert judge.prepared == (double.id,)
        assert {"exercise_opened", "visited"} <= set(kinds(session))
        assert session.progress().last_visit.exercise == double.id


async def test_grading_again_needs_no_change(tutor, judge, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "f5", "ctrl+r")
        assert len(judge.seen) == 2


async def test_a_newer_save_takes_the_place_of_the_running_one(tutor, judge, double):
    judge.hold = True
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await pilot.press("a", "ctrl+s")
        await until(pilot, lambda: len(judge.seen) == 1)
        await pilot.press("b", "ctrl+s")
        await until(pilot, lambda: judge.cancelled == judge.seen[:1] and len(judge.seen) == 2)
        await until(pilot, lambda: screen.gradings.run.phase is Phase.RUNNING)
        judge.let_go.set()
        await settled(pilot)
        assert screen.gradings.run.phase is Phase.PASSED
        assert judge.cancelled == judge.seen[:1]


async def test_a_key_stops_the_run_and_typing_goes_on_meanwhile(tutor, judge, session, double):
    judge.hold = True
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.gradings.run.phase is Phase.RUNNING)
        await pilot.press("x", "y")
        assert screen.editor.text.startswith("xy")
        await pilot.press("f8")
        await until(pilot, lambda: judge.cancelled)
        await settled(pilot)
        assert "■ Stopped" in screen_text(app)
        assert "verdict" not in kinds(session)


async def test_leaving_stops_the_run(tutor, judge, double):
    judge.hold = True
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: judge.seen)
        await pilot.press("escape")
        assert await asyncio.to_thread(judge.stopped.wait, HANGS)


async def test_a_grader_that_breaks_is_not_the_learners_fault(tutor, judge, double):
    judge.failure = OSError("no [more] processes")
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "ctrl+s")
        assert "no [more] processes" in said(app)
        judge.failure = None
        await press(pilot, "f5")
        assert screen.gradings.run.phase is Phase.PASSED


async def test_ten_thousand_lines_of_output_do_not_hold_the_screen_up(tutor, judge, double):
    judge.events = (Started("cpu"), *(OutputPrinted(f"line {n}\n") for n in range(10_000)))
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "ctrl+s")
        assert screen.gradings.run.phase is Phase.PASSED
        assert screen.gradings.run.output.endswith("line 9999\n")


# --- what is waited for


async def test_opening_never_waits_for_the_grader(tutor, judge, double):
    started = threading.Event()
    judge.prepare = lambda exercise: started.wait()
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        app.open_exercise(double)
        await until(pilot, lambda: "def double(x):" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.editor.has_focus)
        await pilot.press("x")
        assert app.screen.editor.text.startswith("x")
        started.set()


async def test_a_save_after_a_cold_start_says_what_it_waits_for_and_is_answered(tutor, judge, double):
    judge.events = (Waiting("torch", 0.0), Waiting("torch", 4.1))
    judge.hold = True
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.gradings.run.waited > 4)
        assert "Waiting for PyTorch to load · 4 s" in screen_text(app)
        await pilot.press("x")
        assert screen.editor.text.startswith("x")
        judge.let_go.set()
        await settled(pilot)
        assert "✓ Passed" in screen_text(app)


async def test_the_first_line_says_what_is_loaded_until_the_device_is_known(tutor, judge, double):
    judge.known_device = None
    app = tutor("ko")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await until(pilot, lambda: "PyTorch 불러오는 중" in screen_text(app))
        judge.known_device = "cuda:0"
        await until(pilot, lambda: "실행 장치: cuda:0" in screen_text(app))
        assert "불러오는 중" not in screen_text(app)


async def test_nothing_is_said_to_be_loading_that_could_not_be(tutor, judge, double):
    judge.known_device = None
    judge.choice = "mps"
    judge.verdict = replace(ended(double, Status.UNAVAILABLE, "It is broken.", "깨졌어요."), device="")
    judge.events = ()
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await until(pilot, lambda: "loading PyTorch" in screen_text(app))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "asked for mps" in screen_text(app))


async def test_a_failure_points_to_the_page_of_the_lesson_and_a_key_opens_it(tutor, judge, session, double):
    judge.verdict = failed(double)
    app = tutor()
    async with app.run_test(size=(120, 50)) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "f7")
        assert "There is no page to read again" in said(app)
        assert screen.editor.selection.is_empty
        await press(pilot, "ctrl+s")
        assert "Read again: First steps ›" in screen_text(app)
        await press(pilot, "f7")
        assert app.screen.lesson.id == "01_first"
        await press(pilot, "escape")
        assert app.screen is screen


@pytest.mark.parametrize("is_known", [True, False])
async def test_while_a_known_mistake_is_looked_for_a_quiet_line_says_so(tutor, judge, double, is_known):
    verdict = failed(double)
    first, *others = verdict.checks
    judge.verdict = verdict.with_checks((replace(first, mistake=None, mistake_message=None), *others))
    judge.known = verdict if is_known else None
    judge.search = True
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Looking for a known mistake" in screen_text(app))
        assert "✗ Not yet right" in screen_text(app)
        judge.let_go.set()
        await settled(pilot)
        assert "Looking for" not in screen_text(app)
        assert ("A mistake that many make" in screen_text(app)) is is_known


# --- what stands there


async def test_the_last_verdict_stands_there_again_after_a_restart(tutor, judge, session, double):
    judge.verdict = failed(double)
    app = tutor()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, double)
        await press(pilot, "ctrl+s")
    again = tutor()
    async with again.run_test(size=NARROW) as pilot:
        await opened(pilot, double)
        await press(pilot, "f6", "f6")
        noted = f"{NOON.astimezone():%Y-%m-%d %H:%M}"
        assert f"✗ Not yet right · 1 of 2 checks hold · {noted} · Ctrl+S rechecks" in screen_text(again)
        assert len(judge.seen) == 1
        await press(pilot, "f5")
        assert "You squared the number" in screen_text(again)


async def test_a_passed_exercise_still_says_why_it_works_after_a_restart(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "ctrl+s")
    again = tutor("ko")
    async with again.run_test(size=(120, 50)) as pilot:
        await opened(pilot, double)
        assert "✓ 통과 · 검사 2개 중 2개 통과" in screen_text(again)
        assert "다음 연습 문제" in screen_text(again)


async def test_a_verdict_about_another_text_is_not_shown_again(tutor, judge, session, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "ctrl+s")
    session.workspace.file(double).write_text("x = 1\n", encoding="utf-8")
    again = tutor()
    async with again.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        assert "Not checked yet" in screen_text(again)


async def test_the_learners_line_leads_to_the_editor(tutor, judge, double):
    judge.verdict = failed(double)
    app = tutor()
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot, double)
        await press(pilot, "ctrl+s")
        assert await pilot.click(CodeLine)
        await settled(pilot)
        assert screen.editor.has_focus
        assert screen.editor.cursor_location[0] == 3


async def test_the_verdict_changes_language_while_it_stands(tutor, judge, double):
    judge.verdict = failed(double)
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, double)
        await press(pilot, "ctrl+s")
        assert "✗ Not yet right" in screen_text(app)
        await press(pilot, "f2")
        text = screen_text(app)
        assert "✗ 아직 아니에요" in text
        assert "제곱이에요" in text
        assert "저장+채점" in text
        await pilot.click("#spoken")
        await settled(pilot)
        assert "✗ Not yet right" in screen_text(app)
