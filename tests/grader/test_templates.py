"""One worker is made ready for an exercise and forked for each submission: none waits, none meets what another left."""

import os
import re
import shutil
import signal
import socket
import sys
import threading
import time

import pytest

from grader import OutputPrinted, Status
from grader.worker.channel import Channel
from grader.worker.host import BREATH
from grader.worker.template import ASKING, Fork, answer, fork_on_request, request
from tests.grader.conftest import CHECKS, RIGHT, Bench, ends, hosts_of, needs_proc, parents, write_checks
from tests.grader.test_rehearsal import graded_by_one_that_rehearsed

pytestmark = [needs_proc, pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")]

PATIENCE = 60.0
SOLUTION = "import torch\n\ntorch.was_rehearsed = True\n\n\ndef double(x):\n    return 2 * x\n"
TELLS = """
import os
import torch

was = "REHEARSED" if hasattr(torch, "was_rehearsed") else "FRESH"
print(was, "pid", os.getpid(), "parent", os.getppid(), "met", hasattr(torch, "left"))
torch.left = True


def double(x):
    return x + x
"""
LINGERS = TELLS + "\n\nwhile not os.path.exists({go!r}):\n    pass\n"
WITH_A_THREAD = (
    SOLUTION + "\n\nimport threading\n\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n"
)


def write_exercise(folder, solution=SOLUTION):
    write_checks(folder, CHECKS.replace("SECONDS = 1", f"SECONDS = {PATIENCE}"))
    shutil.rmtree(folder / "mistakes")  # or workers would also be forked to learn them
    (folder / "solution.py").write_text(solution, encoding="utf-8")
    return folder


def told(what: str, output: str) -> int:
    found = re.search(rf"\b{what} (\d+)", output)
    assert found, output
    return int(found.group(1))


def parent(output: str) -> int:
    return told("parent", output)


def children(pid: int) -> list[int]:
    return [child for child, its_parent in parents().items() if its_parent == pid]


def below_hosts() -> set[int]:
    return {child for host in hosts_of(os.getpid()) for child in children(host)}


def only_one(template: int) -> None:
    """Wait until it has one fork."""
    given_up = time.monotonic() + PATIENCE
    while len(children(template)) != 1:
        assert time.monotonic() < given_up


@pytest.fixture
def bench(tmp_path, grader) -> Bench:
    folder = write_exercise(tmp_path / "double")
    grader.prepare(folder, "cpu")
    return Bench(folder, grader)


class AtTheFirstOutput:
    """Listens to a run and does something as soon as it prints."""

    def __init__(self, do):
        self._do = do

    def __call__(self, event):
        if isinstance(event, OutputPrinted) and self._do is not None:
            do, self._do = self._do, None
            do(event.text)


def test_saves_in_a_row_each_meet_a_worker_that_is_ready_and_that_nobody_used(bench):
    first = parent(graded_by_one_that_rehearsed(bench, TELLS).output)
    assert first not in hosts_of(os.getpid())
    for _ in range(5):
        verdict = bench.grade(TELLS)
        assert verdict.passed
        assert "REHEARSED" in verdict.output
        assert "met False" in verdict.output
        assert parent(verdict.output) == first


def test_the_next_worker_is_not_made_while_a_verdict_is_waited_for(bench, tmp_path):
    template = parent(graded_by_one_that_rehearsed(bench, TELLS).output)
    go, made = tmp_path / "go", set()

    def look(output):
        before = {told("pid", output), *children(template)}
        over = time.monotonic() + 5 * BREATH
        while time.monotonic() < over:
            made.update({*children(template)} - before)
        go.touch()

    for _ in range(3):  # with a worker that waits or gets ready, and then before the next one is made
        verdict = bench.grade(LINGERS.format(go=str(go)), listen=AtTheFirstOutput(look))
        assert verdict.passed
        go.unlink()
        while told("pid", verdict.output) in children(template):
            pass
    assert made == set()
    only_one(template)


def test_of_submissions_at_once_the_first_verdict_makes_no_worker_while_the_others_are_waited_for(bench, tmp_path):
    template = parent(graded_by_one_that_rehearsed(bench, TELLS).output)
    go, begun, verdicts = tmp_path / "go", threading.Event(), []
    lingers = bench.submission(LINGERS.format(go=str(go)), "lingers")
    listen = AtTheFirstOutput(lambda _: begun.set())
    thread = threading.Thread(target=lambda: verdicts.append(bench.grader.grade(lingers, listen)))
    thread.start()
    assert begun.wait(PATIENCE)
    before = {*children(template)}
    first = bench.grade(TELLS)
    assert first.passed
    over = time.monotonic() + 5 * BREATH
    while time.monotonic() < over:
        assert {*children(template)} <= {*before, told("pid", first.output)}
    go.touch()
    thread.join()
    assert verdicts[0].passed
    only_one(template)


def test_submissions_at_once_come_from_one_template(bench):
    first = parent(graded_by_one_that_rehearsed(bench, TELLS).output)
    together = [bench.submission(TELLS, f"double_{number}") for number in range(4)]
    verdicts = []
    threads = [
        threading.Thread(target=lambda each=each: verdicts.append(bench.grader.grade(each))) for each in together
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [verdict.passed for verdict in verdicts] == [True] * 4
    assert {parent(verdict.output) for verdict in verdicts} == {first}


def test_a_run_goes_on_when_another_exercise_is_opened_meanwhile(bench, tmp_path):
    graded_by_one_that_rehearsed(bench, TELLS)
    other, go = write_exercise(tmp_path / "other" / "double"), tmp_path / "go"
    before = below_hosts()

    def open_the_other(_):
        bench.grader.prepare(other, "cpu")
        given_up = time.monotonic() + PATIENCE
        while below_hosts() <= before:
            assert time.monotonic() < given_up
        go.touch()

    verdict = bench.grade(LINGERS.format(go=str(go)), listen=AtTheFirstOutput(open_the_other))
    assert verdict.passed, verdict
    assert "REHEARSED" in verdict.output
    assert parent(graded_by_one_that_rehearsed(Bench(other, bench.grader), TELLS).output) != parent(verdict.output)


def test_a_template_that_is_killed_is_replaced(bench):
    template = parent(graded_by_one_that_rehearsed(bench, TELLS).output)
    os.kill(template, signal.SIGKILL)
    assert ends(template)
    assert bench.grade(RIGHT).passed


def test_a_run_ends_with_the_template_that_is_killed_under_it_and_the_next_one_passes(bench, tmp_path):
    graded_by_one_that_rehearsed(bench, TELLS)
    for_ever = LINGERS.format(go=str(tmp_path / "never"))
    verdict = bench.grade(for_ever, listen=AtTheFirstOutput(lambda text: os.kill(parent(text), signal.SIGKILL)))
    assert verdict.status is Status.CRASHED
    assert bench.grade(RIGHT).passed


def test_a_solution_that_starts_a_thread_is_rehearsed_in_a_worker_that_is_not_forked(tmp_path, grader):
    bench = Bench(write_exercise(tmp_path / "double", WITH_A_THREAD), grader)
    grader.prepare(bench.folder, "cpu")
    assert parent(graded_by_one_that_rehearsed(bench, TELLS).output) in hosts_of(os.getpid())


def test_a_template_that_cannot_be_forked_says_so_and_goes_on(monkeypatch, tmp_path):
    def no_more_processes():
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", no_more_processes)
    host, requests = socket.socketpair()
    told_in, told_out = os.pipe()
    ended = []
    template = threading.Thread(
        target=lambda: ended.append(fork_on_request(requests.detach(), Channel(told_out, "secret")))
    )
    template.start()
    with host:
        for _ in range(2):
            pipes = [os.pipe() for _ in range(3)]
            request(host.fileno(), Fork(tmp_path, "secret", False, *(writing for _, writing in pipes)))
            for _, writing in pipes:
                os.close(writing)
            assert answer(host.recv(ASKING)) is None
            for reading, _ in pipes:
                assert os.read(reading, 1) == b""  # the template has closed its copies
                os.close(reading)
    template.join(PATIENCE)
    assert ended == [None]
    os.close(told_in)
    os.close(told_out)
