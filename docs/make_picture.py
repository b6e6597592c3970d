"""Draw the README's pictures with the program itself: ``python docs/make_picture.py`` writes picture.<language>.svg."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["TEXTUAL_ANIMATIONS"] = "none"

EXERCISE = "02_autograd/grad_of"
ANSWER = '''"""grad_of: the derivative of a function, at a point."""

import torch


def grad_of(f, x):
    x.requires_grad_()
    y = f(x)
    print("f(x) =", y.item())
    y.backward()
    return x.grad
'''


async def draw(language: str, folder: Path) -> None:
    """Answer an exercise wrongly in the real interface, and keep what it looks like."""
    from study import actions
    from study.session import open_session
    from tui.app import TutorApp
    from tui.screens.exercise import ExerciseScreen

    os.environ["TUTOR_CONFIG"] = str(folder / "configuration")
    with open_session(ROOT, folder / "workspace", "auto") as session:
        exercise = session.course.exercise(EXERCISE)
        actions.open_exercise(session, exercise)
        session.workspace.file(exercise).write_text(ANSWER, encoding="utf-8")
        app = TutorApp(session, language)
        async with app.run_test(size=(118, 34)) as pilot:
            await app.push_screen(ExerciseScreen(exercise))
            await pilot.press("f5")
            while any(not worker.is_finished for worker in app.workers):  # saving first, then grading
                await app.workers.wait_for_complete()
                await pilot.pause()
            app.save_screenshot(f"picture.{language}.svg", str(ROOT / "docs"))


if __name__ == "__main__":
    for chosen in ("en", "ko"):
        with tempfile.TemporaryDirectory() as scratch:
            asyncio.run(draw(chosen, Path(scratch)))
