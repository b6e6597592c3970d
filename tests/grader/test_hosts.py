"""Hosts come when they are needed, go when they are not, and are replaced when they die; but not for ever."""

import os
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest

from grader import FAMILIES, Grader, Status, Verdict, say
from grader.runs import TOO_MANY
from tests.grader.conftest import RIGHT, Bench, ends, hosts_of, needs_proc, write_checks

pytestmark = needs_proc

PATIENCE = 60.0
HEAD = "from grader.vocabulary import check\n\nFAMILY = 'tensorflow'\nSECONDS = 20\n"
CHECK = "\n\n@check(en='a', ko='가')\ndef test_a(learner):\n    assert learner.double(1) == 2\n"

WHEN_COLLECTED = """
import time

COLLECTED = time.monotonic()


@check(en='a', ko='가')
def test_a(learner):
    print(COLLECTED)
    assert learner.double(1) == 2
"""


def hosts(family: str, older: set[int]) -> list[int]:
    """The hosts of this process that serve `family`, without the `older` ones."""
    found = set(hosts_of(os.getpid())) - older
    return [pid for pid in found if family.encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")]


@pytest.fixture
def older():
    return set(hosts_of(os.getpid()))


@pytest.mark.skipif(bool(FAMILIES["tensorflow"].missing()), reason="TensorFlow is not installed")
def test_the_tensorflow_host_goes_when_nobody_needs_it_and_comes_back(tmp_path, older):
    folder = write_checks(tmp_path / "double", HEAD + CHECK)
    with Grader(idle=0.5) as grader:
        bench = Bench(folder, grader)
        assert bench.grade(RIGHT).passed
        (host,) = hosts("tensorflow", older)
        assert ends(host)
        assert hosts("tensorflow", older) == []
        assert bench.grade(RIGHT).passed


def test_the_torch_host_stays(double, older):
    with Grader(idle=0.01) as grader:
        assert Bench(double, grader).grade(RIGHT).passed
        (host,) = hosts("torch", older)
        assert not ends(host, 1.0)
        assert Bench(double, grader).grade(RIGHT).passed
        assert hosts("torch", older) == [host]


def test_a_dead_host_is_replaced_until_ten_died_in_a_row(double, older):
    shutil.rmtree(double / "mistakes")  # or hosts would also be started to learn them
    with Grader() as grader:
        bench = Bench(double, grader)
        for _ in range(3):
            verdict = bench.grade(RIGHT)
            assert verdict.passed, verdict.error
            kill(hosts("torch", older))
        for _ in range(TOO_MANY):
            grader.prepare(double, "cpu")
            kill(hosts("torch", older))
        verdict = bench.grade(RIGHT)
        assert verdict.status is Status.UNAVAILABLE
        assert "ten times in a row" in say(verdict.message, "en")
        assert "열 번" in say(verdict.message, "ko")
        assert not verdict.counts_as_attempt
        grader.prepare(double, "cpu")
        assert hosts("torch", older) == []


def kill(found: list[int]) -> None:
    for host in found:
        os.kill(host, signal.SIGKILL)
        assert ends(host)


def test_a_worker_has_collected_the_checks_before_the_first_save(tmp_path):
    folder = write_checks(tmp_path / "double", HEAD.replace("tensorflow", "torch") + WHEN_COLLECTED)
    shutil.rmtree(folder / "mistakes")
    with Grader() as grader:
        grader.prepare(folder, "cpu")
        bench = Bench(folder, grader)
        given_up = time.monotonic() + PATIENCE
        while time.monotonic() < given_up:
            saved = time.monotonic()
            verdict = bench.grade(RIGHT)
            assert verdict.passed
            # Until the first one is ready, others collect after the save.
            if float(verdict.output) < saved:
                return
    pytest.fail("each worker collected the checks after the save")


def test_submissions_of_many_threads_each_get_their_own_verdict(double, grader):
    bench = Bench(double, grader)
    verdicts: dict[int, Verdict] = {}

    def grade(number: int) -> None:
        right = number % 2 == 0
        verdicts[number] = bench.grade(RIGHT if right else f"def double(x):\n    return x + {number}.5\n", f"n{number}")

    threads = [threading.Thread(target=grade, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: verdict.passed for number, verdict in verdicts.items()} == {n: n % 2 == 0 for n in range(12)}
    assert all(f"{number}.5" in str(verdicts[number].where or verdicts[number].checks) for number in range(1, 12, 2))
