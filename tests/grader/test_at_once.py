"""Several submissions at once, and one that is called off."""

import threading

import pytest

from grader import Cancelled, MetricLogged, Status
from tests.grader.conftest import CHECKS, RIGHT, WRONG, Bench

PATIENCE = 60
REPORTS = """
@check(en="a", ko="가")
def test_a(learner, metrics, expect):
    for step in range(learner.POINTS):
        metrics.log("loss", float(step))
    expect(learner.double(1)).equals(2)
"""
ENDLESS = "def double(x):\n    while True:\n        pass\n"


def test_a_newer_save_calls_off_the_running_one(double, grader):
    checks = double / "test_double.py"
    checks.write_text(CHECKS.replace("SECONDS = 1", f"SECONDS = {10 * PATIENCE}"), encoding="utf-8")
    bench = Bench(double, grader)
    running, cancelled = threading.Event(), threading.Event()
    outcome = []

    def grade():
        try:
            bench.grader.grade(
                bench.submission(ENDLESS, name="older"), lambda event: running.set(), cancelled=cancelled
            )
        except Cancelled:
            outcome.append("cancelled")

    thread = threading.Thread(target=grade)
    thread.start()
    assert running.wait(PATIENCE)
    cancelled.set()
    thread.join(PATIENCE)
    assert outcome == ["cancelled"]
    assert bench.grade(RIGHT, name="newer").passed


def test_what_is_called_off_before_it_begins_never_runs(bench):
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        bench.grader.grade(bench.submission(RIGHT), cancelled=cancelled)


def test_two_submissions_at_once_get_each_its_own_verdict(bench):
    verdicts = {}
    together = threading.Barrier(2)

    def grade(name, text):
        together.wait()
        verdicts[name] = bench.grade(f"print({name!r})\n" + text, name=name)

    threads = [threading.Thread(target=grade, args=pair) for pair in (("one", RIGHT), ("two", WRONG))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert verdicts["one"].passed
    assert verdicts["two"].status is Status.FAILED
    assert (verdicts["one"].output, verdicts["two"].output) == ("one\n", "two\n")


def test_one_that_hangs_does_not_hold_up_another(bench):
    running, verdicts = threading.Event(), []
    thread = threading.Thread(
        target=lambda: verdicts.append(bench.grade(ENDLESS, name="hangs", listen=lambda event: running.set()))
    )
    thread.start()
    assert running.wait(PATIENCE)
    assert bench.grade(RIGHT, name="right").passed
    assert verdicts == []
    thread.join(PATIENCE)
    assert verdicts[0].status is Status.TIMEOUT


def test_a_large_file_is_handed_over_while_another_run_reports_much(make_bench):
    bench = make_bench(REPORTS, seconds=PATIENCE)
    begun, verdicts = threading.Event(), {}

    def hear(event):
        if isinstance(event, MetricLogged):
            begun.set()

    def grade(name, text, listen=None):
        verdicts[name] = bench.grade(text, name=name, listen=listen)

    talks = threading.Thread(target=grade, args=("talks", "POINTS = 100_000\n" + RIGHT, hear))
    talks.start()
    assert begun.wait(PATIENCE)
    large = threading.Thread(target=grade, args=("large", f"POINTS = 0\n{RIGHT}# {'x' * 900_000}\n"))
    large.start()
    for thread in (talks, large):
        thread.join(PATIENCE)
    assert {name: verdict.passed for name, verdict in verdicts.items()} == {"talks": True, "large": True}
