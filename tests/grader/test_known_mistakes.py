"""How known mistakes behave is found out ahead of a failure, in one worker after it at most, and remembered."""

import json
import threading
from pathlib import Path

import pytest

from grader import Cancelled, CheckFinished, CheckResult, CheckStatus, Grader, Judged, Status, Verdict
from grader.checks import read_checks
from grader.diagnosis import Diagnosis
from grader.job import Source
from grader.runs import Runner
from tests.grader.conftest import RIGHT, SQUARED, WRONG, Bench, write_checks

PATIENCE = 60.0
AUTOGROUP = Path("/proc/self/autogroup")
GOES_LAST = f"while 'nice 19' not in open('{AUTOGROUP}').read():\n    pass\n\n\n{RIGHT}"
SAME = "def double(x):\n    return x.clone()\n"

WRITES = """
from pathlib import Path

from grader.vocabulary import check


@check(en='it writes', ko='파일을 써요')
def test_written(learner, expect):
    learner.double(1)
    expect(Path('made/a').exists()).equals(True)
"""


class CountingRunner(Runner):
    """A real runner that counts what it runs."""

    def __init__(self):
        super().__init__()
        self.ran: list[Source] = []

    def run(self, source, *others):
        self.ran.append(source)
        return super().run(source, *others)


@pytest.fixture(scope="module")
def runner():
    runner = CountingRunner()
    yield runner
    runner.close()


@pytest.fixture
def memory(tmp_path):
    return tmp_path / "memory"


def learned(runner, memory, folder):
    """What is run to learn the mistakes of a folder, by a diagnosis that has just begun."""
    before = len(runner.ran)
    Diagnosis(runner, memory).learn(read_checks(folder), "cpu", threading.Event())
    return runner.ran[before:]


def test_all_mistakes_run_in_one_worker_that_lets_others_go_first(runner, memory, double):
    (run,) = learned(runner, memory, double)
    assert len(run.texts) == 2
    assert run.quiet
    assert run.compare


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this system does not share processors among sessions")
def test_a_quiet_run_goes_last_among_all_sessions(runner, double):
    source = Source((GOES_LAST,), "double", "cpu", quiet=True, seconds=PATIENCE)
    checks = read_checks(double)
    run = runner.run(source, checks, checks.expected, lambda _: None, threading.Event())
    assert run.status is Status.PASSED


def test_what_was_learned_is_there_for_the_next_program(runner, memory, double):
    assert learned(runner, memory, double)
    assert learned(runner, memory, double) == []


@pytest.mark.parametrize("name", ["test_double.py", "solution.py", "mistakes/double.same.py"])
def test_a_file_that_changed_is_learned_anew(runner, memory, double, name):
    assert learned(runner, memory, double)
    with (double / name).open("a", encoding="utf-8") as stream:
        stream.write("\n# changed\n")
    assert learned(runner, memory, double)


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"state": 1}', "[" * 100_000, "\udcff"])
def test_a_damaged_memory_is_as_good_as_none(runner, memory, double, damage):
    assert learned(runner, memory, double)
    (file,) = memory.iterdir()
    file.write_text(damage, encoding="utf-8", errors="surrogateescape")
    assert learned(runner, memory, double)
    assert json.loads(file.read_text("utf-8"))["seen"]


def test_a_memory_that_cannot_be_written_costs_nothing_but_time(runner, tmp_path, double):
    nowhere = tmp_path / "file"
    nowhere.write_text("", encoding="utf-8")
    assert learned(runner, nowhere / "memory", double)


def test_a_failure_is_on_the_screen_before_its_mistake_is_looked_for(bench):
    told = []
    verdict = bench.grade(SQUARED, listen=told.append)
    judged = told[-1]
    assert isinstance(judged, Judged)
    assert judged.verdict.mistake is None
    assert verdict.mistake == "double.squared"
    assert sum(isinstance(event, CheckFinished) for event in told) == 2


def test_a_mistake_leaves_nothing_for_the_next_one(bench):
    (bench.folder / "mistakes" / "double.a.py").write_text(
        "import torch\n\ntorch.set_default_dtype(torch.float64)\ntorch.set_grad_enabled(False)\n"
        "torch.add = torch.mul\ndef double(x):\n    return x + 7\n",
        encoding="utf-8",
    )
    assert bench.grade(SQUARED).mistake == "double.squared"
    assert bench.grade(SAME).mistake == "double.same"
    assert bench.grade(WRONG).mistake is None


def test_what_a_mistake_writes_is_not_taken_for_the_next_ones_doing(runner, tmp_path):
    folder = write_checks(tmp_path / "double", WRITES)
    writes = "from pathlib import Path\n\n\ndef double(x):\n    Path('made').mkdir()\n    Path('made/a').touch()\n"
    (folder / "mistakes" / "double.a.py").write_text(writes, encoding="utf-8")
    checks = read_checks(folder)
    texts = tuple(file.read_text("utf-8") for file in checks.mistakes)
    source = Source(texts, "double", "cpu", compare=True)
    run = runner.run(source, checks, checks.expected, lambda _: None, threading.Event())
    assert [sorted(seen) for seen in run.compared.values()] == [
        ["test_written"] if n else [] for n in range(len(texts))
    ]
    assert len(texts) == 3


@pytest.mark.parametrize("name", ["double.a", "double.z"])
def test_a_mistake_that_ends_its_worker_keeps_no_other_from_being_named(bench, name):
    (bench.folder / "mistakes" / f"{name}.py").write_text("import os\n\nos._exit(0)\n", encoding="utf-8")
    assert bench.grade(SQUARED).mistake == "double.squared"
    assert bench.grade(SAME).mistake == "double.same"


def test_what_ended_its_worker_is_not_remembered_as_harmless(runner, memory, double):
    (double / "mistakes" / "double.a.py").write_text("import os\n\nos._exit(0)\n", encoding="utf-8")
    learned(runner, memory, double)
    (file,) = memory.iterdir()
    assert set(json.loads(file.read_text("utf-8"))["seen"]) == {"double.same.py", "double.squared.py"}


def failed_like(runner, folder, text):
    """A submission's verdict without its mistake, and what its failed checks saw."""
    source = Source((text,), "double", "cpu", compare=True)
    checks = read_checks(folder)
    run = runner.run(source, checks, checks.expected, lambda _: None, threading.Event())
    results = tuple(
        CheckResult(
            check.name, check.title, CheckStatus.FAILED if check.name in run.compared[0] else CheckStatus.PASSED
        )
        for check in checks.expected
    )
    return Verdict("made/double", Status.FAILED).with_checks(results), run.compared[0], checks


def test_a_failure_runs_only_the_mistakes_that_are_alike_on_every_check(runner, double):
    stop = threading.Event()
    diagnosis = Diagnosis(runner)
    for text, name in ((SQUARED, "double.squared"), (SAME, "double.same"), (SQUARED, "double.squared")):
        verdict, seen, checks = failed_like(runner, double, text)
        before = len(runner.ran)
        found = diagnosis.name_the_mistake(verdict, seen, checks, "cpu", stop)
        assert found.mistake == name
        assert [source.like is not None for source in runner.ran[before:]] in ([True], [])
    assert len(runner.ran) == before


def test_a_failure_runs_no_mistake_after_the_one_that_does_exactly_the_same(runner, double):
    (double / "mistakes" / "double.zero.py").write_text("def double(x):\n    return x * 0\n", encoding="utf-8")
    (double / "mistakes" / "double.again.py").write_text(SAME, encoding="utf-8")
    verdict, seen, checks = failed_like(runner, double, SAME)
    before = len(runner.ran)
    diagnosis, stop = Diagnosis(runner), threading.Event()
    assert diagnosis.name_the_mistake(verdict, seen, checks, "cpu", stop).mistake is None  # again: it has no message
    assert len(runner.ran) == before + 1
    alike = {check: seen[check] for check in seen}
    texts = tuple(file.read_text("utf-8") for file in checks.mistakes)
    source = Source(texts, "double", "cpu", compare=True, until=alike)
    run = runner.run(source, checks, checks.expected, lambda _: None, stop)
    assert sorted(run.compared) == [0]


class HeldRunner(Runner):
    """A real runner in which quiet runs go on only when they are let."""

    def __init__(self):
        super().__init__()
        self.begun, self.let = threading.Event(), threading.Event()

    def run(self, source, *others):
        if source.quiet:
            self.begun.set()
            assert self.let.wait(PATIENCE)
        return super().run(source, *others)


def test_who_asks_for_a_mistake_does_not_wait_for_those_that_are_learned(double):
    runner, stop = HeldRunner(), threading.Event()
    diagnosis = Diagnosis(runner)
    learning = threading.Thread(target=diagnosis.learn, args=(read_checks(double), "cpu", stop))
    learning.start()
    try:
        assert runner.begun.wait(PATIENCE)
        verdict, seen, checks = failed_like(runner, double, SQUARED)
        assert diagnosis.name_the_mistake(verdict, seen, checks, "cpu", stop).mistake == "double.squared"
    finally:
        runner.let.set()
        learning.join()
        runner.close()


def test_preparing_learns_and_going_on_to_another_exercise_stops_it(memory, double):
    with Grader(memory) as grader:
        grader.prepare(double, "cpu")
        verdict = Bench(double, grader).grade(SAME)
        assert verdict.mistake == "double.same"
    with pytest.raises(Cancelled):
        Bench(double, grader).grade(SAME)
