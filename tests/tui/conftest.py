"""A small course, a session on it that starts no process, and screens as plain text to compare with."""

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

HERE = Path(__file__).parent
COURSE = HERE / "course"
GOLDENS = HERE / "golden"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

NARROW = (80, 24)
WIDE = (120, 36)


class StillJudge(Judge):
    """A judge that notes what it was asked to prepare, and starts no process for it."""

    prepared: tuple[str, ...] = ()
    known_device: str | None = None

    def prepare(self, exercise: Exercise) -> None:
        self.prepared = (*self.prepared, exercise.id)

    def device(self, exercise: Exercise) -> str | None:
        return self.known_device


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
def tutor(session: Session) -> Callable[..., TutorApp]:
    def make(language: str = "en") -> TutorApp:
        return TutorApp(session, language)

    return make


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way: workers, messages, layout."""
    await pilot.pause()
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


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
