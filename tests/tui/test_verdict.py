"""The result panel: what a run looks like while it runs and when it is over."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from grader import CheckFinished, Judged, MetricLogged, OutputPrinted, Started, Status, Waiting, read_checks
from grader.printable import on_paper
from study.course_reader import open_course
from tests.tui.conftest import COURSE, screen_text
from tests.tui.judges import ended, failed, passed
from tui.language import speak
from tui.run import KEPT_OUTPUT, Phase, begun, stopped, told
from tui.widgets import braille
from tui.widgets.check import CheckRow, CheckTitle
from tui.widgets.evidence import Evidence
from tui.widgets.verdict import VerdictPanel

DOUBLE = open_course(Path(COURSE)).exercise("01_first/double")
EXPECTED = read_checks(DOUBLE.checks).expected


class Wall(App[None]):
    """Nothing but the panel."""

    def __init__(self) -> None:
        super().__init__()
        self.panel = VerdictPanel()

    def compose(self) -> ComposeResult:
        yield self.panel


@pytest.fixture(autouse=True)
def english():
    speak("en")
    yield
    speak("en")


def run_after(*events):
    run = begun(EXPECTED)
    for event in events:
        run = told(run, event)
    return run


def test_a_run_grows_with_what_is_told():
    first = failed(DOUBLE).checks[0]
    run = run_after(Started("cpu"), CheckFinished(first), MetricLogged("loss", 0, 2.0), MetricLogged("loss", 1, 1.0))
    assert (run.phase, run.device, run.held, run.total) == (Phase.RUNNING, "cpu", 0, 2)
    assert run.first_failed == first.name
    assert run.curves == {"loss": (2.0, 1.0)}
    assert [result for _, _, result in run.rows()] == [first, None]


def test_output_keeps_its_end_when_it_is_endless():
    run = run_after(OutputPrinted("x" * KEPT_OUTPUT), OutputPrinted("the end"))
    assert len(run.output) == KEPT_OUTPUT
    assert run.output.endswith("the end")


def test_stopping_a_run_that_has_its_verdict_changes_nothing():
    run = run_after(Judged(passed(DOUBLE)))
    assert stopped(run) is run
    assert stopped(run_after(Started("cpu"))).phase is Phase.STOPPED


def test_an_untouched_stub_is_not_started_rather_than_failed():
    verdict = ended(DOUBLE, Status.FAILED, "Read the task.", "과제를 읽어 보세요.", not_started=True)
    assert run_after(Judged(verdict)).phase is Phase.NOT_STARTED


def test_a_curve_falls_from_the_upper_left_to_the_lower_right():
    top, *_, bottom = braille.curve([4.0, 3.0, 2.0, 1.0, 0.0], 10, 3)
    assert top[0] != " "
    assert top[-1] == " "
    assert bottom[0] == " "
    assert bottom[-1] != " "


def test_a_curve_leaves_a_gap_where_there_is_no_number():
    lines = braille.curve([1.0, 1.0, math.nan, 1.0, 1.0], 5, 1)
    assert " " in lines[0].strip()
    assert braille.curve([], 4, 2) == ["    ", "    "]
    assert braille.curve([math.inf], 4, 1) == ["    "]


def test_a_curve_of_many_points_has_the_width_it_was_given():
    assert [len(line) for line in braille.curve([float(n) for n in range(5000)], 30, 4)] == [30] * 4


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("a\nb", "a\nb"),
        ("1/3\r2/3\r3/3\n", "3/3\n"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("12%\b\b\b99%", "99%"),
        ("a\x00b\x07", "ab"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_output_is_shown_as_a_terminal_would_leave_it(printed, shown):
    assert on_paper(printed) == shown


async def test_each_state_has_a_word_of_its_own():
    runs = [
        begun(EXPECTED),
        run_after(Waiting("torch", 3.0)),
        run_after(Started("cpu")),
        stopped(run_after(Started("cpu"))),
        run_after(Judged(passed(DOUBLE))),
        run_after(Judged(failed(DOUBLE))),
        *(
            run_after(Judged(ended(DOUBLE, status, "Because.", "왜냐하면요.")))
            for status in (Status.TIMEOUT, Status.CRASHED, Status.INVALID, Status.UNAVAILABLE)
        ),
        run_after(Judged(ended(DOUBLE, Status.FAILED, "Read.", "읽어요.", not_started=True))),
    ]
    app = Wall()
    async with app.run_test() as pilot:
        first_lines = []
        for run in runs:
            app.panel.show(run)
            await pilot.pause()
            first_lines.append(screen_text(app).splitlines()[0].split("·")[0].split())
        assert len({tuple(words[1:3]) for words in first_lines}) == len(runs)
        assert "Waiting for PyTorch to load" in " ".join(first_lines[1])
        assert "Not your code" in " ".join(first_lines[9])


async def test_checks_tick_one_by_one_and_the_first_failed_one_opens():
    app = Wall()
    wrong, right = failed(DOUBLE).checks
    async with app.run_test(size=(80, 40)) as pilot:
        app.panel.show(begun(EXPECTED))
        await pilot.pause()
        assert screen_text(app).count("· twice") == 2
        app.panel.show(run_after(Started("cpu"), CheckFinished(wrong)))
        await pilot.pause()
        text = screen_text(app)
        assert "✗ twice 3 is 6" in text
        assert "· twice a negative number" in text
        assert text.index("You squared the number") < text.index("The dtype is float64")
        app.panel.show(run_after(Judged(failed(DOUBLE))))
        await pilot.pause()
        assert f"✓ {right.title['en']}" in screen_text(app)
        assert "x is tensor([0., 3.])" in screen_text(app)
        assert "line 4  return x ** 2" in screen_text(app)


async def test_a_mistake_that_is_named_later_joins_the_open_check():
    app = Wall()
    verdict = failed(DOUBLE)
    plain = verdict.with_checks((replace(verdict.checks[0], mistake=None, mistake_message=None), *verdict.checks[1:]))
    async with app.run_test(size=(80, 40)) as pilot:
        app.panel.show(run_after(Judged(plain)))
        await pilot.pause()
        assert "You squared the number" not in screen_text(app)
        app.panel.show(told(app.panel.run, Judged(verdict)))
        await pilot.pause()
        assert "You squared the number" in screen_text(app)


async def test_checks_open_and_close_by_key_and_by_mouse():
    app = Wall()
    async with app.run_test(size=(80, 40)) as pilot:
        app.panel.show(run_after(Judged(failed(DOUBLE))))
        await pilot.pause()
        app.panel.focus_result()
        await pilot.pause()
        await pilot.press("enter")
        assert not app.query(Evidence)
        await pilot.click(CheckTitle)
        await pilot.pause()
        assert app.query(Evidence)
        await pilot.press("down", "up", "space")
        await pilot.pause()
        assert not app.query(Evidence)
        assert not app.query_one(CheckRow).opened


async def test_a_verdict_is_said_again_in_the_other_language():
    app = Wall()
    async with app.run_test(size=(80, 40)) as pilot:
        app.panel.show(run_after(Judged(failed(DOUBLE))))
        await pilot.pause()
        speak("ko")
        for node in app.screen.walk_children(with_self=False):
            if hasattr(node, "retranslate"):
                node.retranslate()
        await pilot.pause()
        text = screen_text(app)
        assert "아직 아니에요" in text
        assert "`" not in text
        assert "제곱이에요" in text
        assert "The dtype" not in text


async def test_a_loss_that_is_no_number_is_pointed_out():
    app = Wall()
    async with app.run_test(size=(80, 40)) as pilot:
        app.panel.show(run_after(Started("cpu"), MetricLogged("loss", 0, 1.0), MetricLogged("loss", 1, math.nan)))
        await pilot.pause()
        text = screen_text(app)
        assert "loss" in text
        assert "from point 2 on" in text


async def test_brackets_in_what_was_printed_or_raised_are_brackets():
    app = Wall()
    verdict = ended(
        DOUBLE, Status.INVALID, "It [stopped].", "[멈췄어요].", error="IndexError: [/red] [0]", output="[bold]x[0]\n"
    )
    async with app.run_test(size=(80, 40)) as pilot:
        app.panel.show(run_after(Judged(verdict)))
        await pilot.pause()
        text = screen_text(app)
        assert "It [stopped]." in text
        assert "IndexError: [/red] [0]" in text
        assert "[bold]x[0]" in text
