"""The process of the interface stays light: no framework, no code of the learner, no Kitty keys."""

import json
import subprocess
import sys
from pathlib import Path

from tests.tui.conftest import COURSE

ROOT = Path(__file__).parents[2]
HEAVY = {"torch", "tensorflow", "keras", "numpy", "sklearn", "pytest", "rich.traceback.locals"}

PROGRAM = """
import asyncio, json, sys
from pathlib import Path
from study.session import open_session
from tui.app import TutorApp

async def walk(app):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        for key in sys.argv[3:]:
            await pilot.press(key)
            await pilot.pause()
        return type(app.screen).__name__

session = open_session(Path(sys.argv[1]), Path(sys.argv[2]))
session.judge.prepare = lambda exercise: None
with session:
    screen = asyncio.run(walk(TutorApp(session, "ko")))
import textual.constants
print(json.dumps([screen, textual.constants.DISABLE_KITTY_KEY, sorted(sys.modules)]))
"""


def walk(workspace: Path, *keys: str) -> tuple[str, bool, set[str]]:
    """Press keys in a fresh process; return the screen at the end, whether Kitty is off, and what was imported."""
    command = [sys.executable, "-c", PROGRAM, str(COURSE), str(workspace), *keys]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60)
    screen, kitty_off, modules = json.loads(done.stdout.splitlines()[-1])
    return screen, kitty_off, set(modules)


def test_the_interface_imports_no_framework(tmp_path):
    screen, kitty_off, modules = walk(tmp_path, "enter", "n", "q", "1", "f1", "escape", "end", "n")
    assert screen == "ExerciseScreen"
    assert kitty_off
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()


def test_home_needs_neither_the_exercise_screen_nor_the_editor(tmp_path):
    screen, _, modules = walk(tmp_path)
    assert screen == "HomeScreen"
    assert not {"tui.screens.exercise", "tui.screens.lesson", "tui.widgets.editor", "tree_sitter"} & modules
