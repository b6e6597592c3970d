"""A small course, a session on it that starts no process, and screens as plain text to compare with."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

import tui  # noqa: F401 - before the first textual import of the app, as in the program
from study.course import Course, Exercise
from study.course_reader import open_course
from study.judging import Judge
from study.progress import ProgressLog
from study.session import Session
from study.settings import load_settings
from study.workspace import Workspace
from tui.app import TutorApp
from tui.screens.exercise import ExerciseScreen

HERE = Path(__file__).parent
COURSE = HERE / "course"
GOLDENS = HERE / "golden"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

NARROW = (80, 24)
WIDE = (120, 36)
HANGS = 120.0
"""Seconds after which a test that waits is taken to hang."""


class StillJudge(Judge):
    """A judge that notes what it was asked to prepare, and starts no process for it."""

    prepared: tuple[str, ...] = ()
    known_device: str | None = "cpu"

    def prepare(self, exercise: Exercise) -> None:
        self.prepared = (*self.prepared, exercise.id)

    def device(self, exercise: Exercise) -> str | None:
        return self.known_device


class Listening(TutorApp):
    """The app, as tests start it: `heard` is set by every message in it, and by everything that is drawn."""

    def run_test(self, **options: Any) -> Any:
        self.heard = asyncio.Event()
        return super().run_test(message_hook=lambda _: self.heard.set(), **options)

    def _display(self, screen: Any, renderable: Any) -> None:
        super()._display(screen, renderable)
        self.heard.set()


@pytest.fixture(autouse=True)
def own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the names of devices out of the folder of whoever runs the tests."""
    monkeypatch.setenv("TUTOR_CONFIG", str(tmp_path / "config"))


@pytest.fixture(scope="session")
def course() -> Course:
    return open_course(COURSE)


@pytest.fixture
def make_session(course: Course, tmp_path: Path) -> Callable[..., Session]:
    """Open the small course on this test's workspace; a second call is a second start of the program."""

    def make(course_root: Path | None = None) -> Session:
        opened = course if course_root is None else open_course(course_root)
        workspace = Workspace(tmp_path / "workspace")
        log = ProgressLog(workspace.root, learner="learner", clock=lambda: NOON)
        settings, warning = load_settings(workspace.root)
        return Session(opened, workspace, log, settings, StillJudge(opened, workspace, log), warning)

    return make


@pytest.fixture
def session(make_session: Callable[[], Session]) -> Session:
    return make_session()


@pytest.fixture
def double(course: Course) -> Exercise:
    return course.exercise("01_first/double")


@pytest.fixture
def judge(session: Session) -> Judge:
    """Put a judge that tells stories in the place of the one that runs code."""
    from tests.tui.judges import StoryJudge

    session.judge = StoryJudge(session)
    return session.judge


@pytest.fixture
def tutor(session: Session) -> Callable[..., TutorApp]:
    def make(language: str = "en") -> TutorApp:
        return Listening(session, language)

    return make


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way: workers, messages, layout, what is being written."""
    await pilot.pause()
    await written(pilot)
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await written(pilot)


async def written(pilot: Pilot[Any]) -> None:
    """Wait until all that was asked for is on the disk, and the screen has heard of it."""
    if isinstance(pilot.app, TutorApp):
        await pilot.app.writing.done(lambda: None)
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Wait for what a thread brings about: look again with every message and after every drawing."""
    async with asyncio.timeout(HANGS):
        while not condition():
            pilot.app.heard.clear()
            await pilot.app.heard.wait()
            await asyncio.sleep(0)  # the message is taken in
    await pilot.pause()


async def opened(pilot: Pilot[Any], exercise: Exercise) -> ExerciseScreen:
    """Open an exercise, with the keys on the editor where it stands beside the task."""
    await settled(pilot)
    pilot.app.open_exercise(exercise)
    await settled(pilot)
    if pilot.app.size.width >= WIDE[0] and isinstance(pilot.app.screen, ExerciseScreen):
        await pilot.press("enter")
        await settled(pilot)
    return pilot.app.screen


def said(app: TutorApp) -> str:
    """Return what the app says in its corner."""
    return " ".join(str(notice.message) for notice in app._notifications)


def kinds(session: Session) -> list[str]:
    """Return what was noted, oldest first."""
    return [event.kind for event in session.log.events()]


def screen_text(app: TutorApp) -> str:
    """Return what stands on the screen, as plain text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Pilot[Any], str], Awaitable[None]]:
    """Compare the screen with `golden/<name>.txt`; `pytest --update-goldens` writes it instead."""

    async def compare(pilot: Pilot[Any], name: str) -> None:
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        for editor in pilot.app.screen.query(TextArea):
            editor.cursor_blink = False
        await settled(pilot)
        shown = screen_text(pilot.app)
        file = GOLDENS / f"{name}.txt"
        if request.config.getoption("--update-goldens"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(shown, encoding="utf-8")
            return
        assert file.exists(), f"there is no {file.name}: run pytest --update-goldens and look at it"
        if shown != file.read_text(encoding="utf-8"):
            picture = request.getfixturevalue("tmp_path") / f"{name}.svg"
            picture.write_text(pilot.app.export_screenshot(), encoding="utf-8")
            assert shown == file.read_text(encoding="utf-8"), f"the screen has changed; as a picture: {picture}"

    return compare
