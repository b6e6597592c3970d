"""Several submissions at once, and one that is called off."""

import os
import signal
import threading

import pytest

from grader import Cancelled, MetricLogged, OutputPrinted, Status
from tests.grader.conftest import CHECKS, RIGHT, WRONG, Bench, hosts_of, needs_proc

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


def test_a_run_that_its_host_ends_too_late_takes_no_other_with_it(monkeypatch, double, grader, tmp_path):
    (double / "test_double.py").write_text(CHECKS.replace("SECONDS = 1", f"SECONDS = {PATIENCE}"), encoding="utf-8")
    bench, go = Bench(double, grader), tmp_path / "go"
    lingers = f"import os\n\nprint('begun')\nwhile not os.path.exists({str(go)!r}):\n    pass\n\n" + RIGHT
    begun, verdicts = threading.Event(), []
    listen = lambda event: begun.set() if isinstance(event, OutputPrinted) else None  # noqa: E731
    other = threading.Thread(target=lambda: verdicts.append(bench.grader.grade(bench.submission(lingers, "o"), listen)))
    other.start()
    assert begun.wait(PATIENCE)
    monkeypatch.setattr("grader.runs.LATE", 0.5 - PATIENCE)  # to the client its host is late from the first moment on
    assert bench.grade(ENDLESS).status is Status.TIMEOUT
    go.touch()
    other.join(PATIENCE)
    assert verdicts[0].passed, verdicts


@needs_proc
def test_a_host_that_stops_answering_is_replaced(monkeypatch, bench):
    monkeypatch.setattr("grader.runs.LATE", 0.5)
    monkeypatch.setattr("grader.runs.SILENT", 0.5)
    (bench.folder / "test_double.py").write_text(CHECKS, encoding="utf-8")
    assert bench.grade(RIGHT).passed
    hosts = hosts_of(os.getpid())

    def stop(event):
        if isinstance(event, OutputPrinted):
            for host in hosts:
                os.kill(host, signal.SIGSTOP)

    assert bench.grade("print('begun')\n" + ENDLESS, listen=stop).status is Status.TIMEOUT
    assert bench.grade(RIGHT).passed
    assert not {*hosts} & {*hosts_of(os.getpid())}


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
