"""Whatever ends, ends with all that it started: no process and no folder is left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from grader import Cancelled, Grader, OutputPrinted, Status
from tests.grader.conftest import RIGHT, Bench, descendants, ends, hosts_of, needs_proc

pytestmark = needs_proc

ROOT = Path(__file__).parents[2]
SLOW = "@check(en='a', ko='가')\ndef test_a(learner):\n    learner.double(1)\n"
LEAVES_TRACES = """
import os
import time

open("big", "w").write("x" * 1000)
if os.fork() == 0:
    os.setsid()
    print("forked", flush=True)
    while True:
        time.sleep(1)


def double(x):
    while True:
        time.sleep(1)
"""


@pytest.fixture
def own(double, own_temporary_folder):
    """A bench with a grader of its own, whose host is new."""
    with Grader() as grader:
        yield Bench(double, grader)


class Running:
    """A submission that runs in a thread until it prints; `outcome` is its verdict or what it raised."""

    def __init__(self, bench, text):
        self.printed = threading.Event()
        self.outcome = None
        self._thread = threading.Thread(target=self._grade, args=(bench, text))
        self._thread.start()
        assert self.printed.wait(60)

    def _grade(self, bench, text):
        try:
            self.outcome = bench.grade(text, name="running", listen=self._hear)
        except Cancelled as called_off:
            self.outcome = called_off

    def _hear(self, event):
        if isinstance(event, OutputPrinted):
            self.printed.set()

    def wait(self):
        self._thread.join(20)
        assert not self._thread.is_alive()
        return self.outcome


@pytest.fixture
def own_host():
    """The host of this test's own grader: the one that was not there before."""
    older = set(hosts_of(os.getpid()))

    def find():
        (host,) = set(hosts_of(os.getpid())) - older
        return host

    return find


def torch_hosts():
    """The hosts of this process that serve PyTorch."""
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") for pid in hosts_of(os.getpid())}
    return [pid for pid, command in commands.items() if b"torch" in command]


def test_nothing_is_left_when_a_grader_is_closed_in_the_middle(own, own_host, own_temporary_folder, make_bench):
    slow = Bench(make_bench(SLOW, 60).folder, own.grader)
    running = Running(slow, LEAVES_TRACES)
    host = own_host()
    family = descendants(host) | {host}
    assert len(family) >= 3
    assert list(own_temporary_folder.rglob("running.py"))
    own.grader.close()
    assert isinstance(running.wait(), Cancelled)
    assert [pid for pid in family if not ends(pid)] == []
    assert list(own_temporary_folder.iterdir()) == []
    with pytest.raises(Cancelled):
        slow.grade(RIGHT)
    own.grader.prepare(own.folder)
    own.grader.close()
    assert host not in hosts_of(os.getpid())


def test_a_killed_host_is_replaced_and_its_workers_die_with_it(own, own_host, own_temporary_folder, make_bench):
    slow = Bench(make_bench(SLOW, 60).folder, own.grader)
    running = Running(
        slow, "import time\n\nprint(1, flush=True)\n\n\ndef double(x):\n    while True:\n        time.sleep(1)\n"
    )
    host = own_host()
    workers = descendants(host)
    os.kill(host, signal.SIGKILL)
    after = own.grade(RIGHT, name="after")  # at once: the grader may not even know yet
    assert running.wait().status is Status.CRASHED
    assert [pid for pid in workers if not ends(pid)] == []
    assert own_host() != host
    assert after.passed
    assert own.grade(RIGHT).passed
    own.grader.close()
    assert list(own_temporary_folder.iterdir()) == []


def test_a_host_that_died_unnoticed_costs_nobody_a_verdict(bench):
    assert bench.grade(RIGHT).passed
    (host,) = torch_hosts()
    os.kill(host, signal.SIGKILL)
    verdict = bench.grade(RIGHT)
    assert verdict.passed, verdict


def test_all_ends_when_the_program_that_grades_is_killed(double, own_temporary_folder, tmp_path):
    submission = tmp_path / "double.py"
    submission.write_text(LEAVES_TRACES, encoding="utf-8")
    program = textwrap.dedent(f"""
        from pathlib import Path
        from grader import Grader, OutputPrinted, Submission
        submission = Submission("x", Path({str(submission)!r}), Path({str(double)!r}), device="cpu")
        Grader().grade(submission, lambda event: print(isinstance(event, OutputPrinted), flush=True))
    """)
    (double / "test_double.py").write_text(
        (double / "test_double.py").read_text("utf-8").replace("SECONDS = 1\n", "SECONDS = 60\n"), encoding="utf-8"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert "True\n" in iter(process.stdout.readline, "")
            family = descendants(process.pid)
        finally:
            process.kill()
    assert len(family) >= 3
    assert [pid for pid in family if not ends(pid)] == []
    assert list(own_temporary_folder.iterdir()) == []


def test_a_grader_that_never_graded_started_nothing(own_temporary_folder, double):
    before = hosts_of(os.getpid())
    with Grader() as grader:
        assert grader.device(double) is None
        assert hosts_of(os.getpid()) == before
    assert list(own_temporary_folder.iterdir()) == []


def test_preparing_returns_at_once_and_the_host_comes_by_itself(double, grader):
    grader.prepare(double)
    (host,) = torch_hosts()
    grader.prepare(double)
    assert torch_hosts() == [host]
    grader.prepare(double / "nowhere")
