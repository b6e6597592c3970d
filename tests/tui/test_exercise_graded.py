"""The exercise screen with the real grader: a learner's way from the stub to the passed exercise."""

from grader import Grader
from study.judging import Judge
from tests.tui.conftest import WIDE, opened, screen_text, until
from tui.run import Phase

MISTAKE = "def double(x):\n    print('x is', x)\n    return x ** 2\n"
ENDLESS = "def double(x):\n    while True:\n        pass\n"
RIGHT = "def double(x):\n    return 2 * x\n"


async def test_from_the_stub_to_a_passed_exercise(tutor, session, course):
    double = course.exercise("01_first/double")
    with Judge(course, session.workspace, session.log, "cpu", grader=Grader()) as judge:
        session.judge = judge
        app = tutor()
        async with app.run_test(size=WIDE) as pilot:
            screen = await opened(pilot, double)
            gradings = screen.gradings

            def ended(phase):
                return lambda: gradings.run.phase is phase

            await pilot.press("f5")
            await until(pilot, ended(Phase.NOT_STARTED))
            assert "Not started yet" in screen_text(app)
            assert session.progress().exercise(double.id).attempts == 0

            screen.editor.put(MISTAKE)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: gradings.run.verdict is not None and gradings.run.verdict.mistake)
            assert gradings.run.verdict.mistake == "double.squared"
            assert "A mistake that many make" in screen_text(app)
            assert "x is 3" in gradings.run.output

            screen.editor.put(ENDLESS)
            await pilot.press("ctrl+s")
            await until(pilot, ended(Phase.RUNNING))
            await pilot.press("f8")
            await until(pilot, ended(Phase.STOPPED))

            screen.editor.put(RIGHT)
            await pilot.press("ctrl+s")
            await until(pilot, ended(Phase.PASSED))
            assert "You will meet this again" in screen_text(app)
            assert session.progress().passed(double.id)
            assert screen.device_exercise() == double
            assert "runs on cpu" in screen_text(app)
