"""Files that break, cheat or hang: none passes with a wrong answer, none outstays its limit, none hurts the next run.

Each file of `corpus/` says in its first two lines which status it gets (any of several), and a part of the sentence.
"""

import os
import re
import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.grader.conftest import RIGHT, Bench, ends, hosts_of, needs_proc, told, write_checks

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.py"))
SECONDS = 1.0
MEBIBYTE = 1024 * 1024
PATIENCE = 2.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the files use POSIX calls")


def expectation(file):
    head = dict(re.findall(r"^# (status|says): ?(.*)$", file.read_text("utf-8"), re.MULTILINE))
    return head["status"].split(), head["says"]


@pytest.fixture(params=CORPUS, ids=lambda file: file.stem)
def file(request):
    return request.param


@pytest.fixture(scope="module")
def bench(grader, tmp_path_factory):
    """A bench whose host is there: from here on, time counts. It knows no mistakes, which would have to be run."""
    folder = write_checks(tmp_path_factory.mktemp("hostile") / "double")
    shutil.rmtree(folder / "mistakes")
    bench = Bench(folder, grader)
    for _ in range(3):
        assert bench.grade(RIGHT).passed
    return bench


@pytest.fixture(scope="module")
def memory_before(bench):
    """What this process and its hosts held before they met the corpus."""
    return memory()


def memory():
    """Bytes that this process and its hosts have for themselves."""
    found = 0
    for pid in (os.getpid(), *hosts_of(os.getpid())):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
        found += sum(
            int(kib) * 1024 for kib in re.findall(r"^(?:Private_Dirty|Private_Clean): +(\d+)", rollup, re.MULTILINE)
        )
    return found


def graded_in_time(bench, text):
    """The verdict on a text that never outstays its limit; a machine that is busy now may be so once or twice."""
    for _ in range(3):
        began = time.monotonic()
        verdict = bench.grade(text)
        if time.monotonic() - began < SECONDS + PATIENCE:
            return verdict
    pytest.fail(f"more than {PATIENCE} s over the limit, three times: {verdict}")


@pytest.mark.usefixtures("memory_before")
def test_what_a_file_does_is_told_and_the_next_run_is_fine(bench, file):
    statuses, sentence = expectation(file)
    verdict = graded_in_time(bench, file.read_text("utf-8"))
    assert verdict.status.value in statuses, verdict
    assert sentence in told(verdict)
    assert verdict.passed or re.search("[가-힣]", told(verdict, "ko"))
    good = graded_in_time(bench, RIGHT)
    assert good.passed, good


@needs_proc
def test_memory_is_what_it_was_before_the_corpus(memory_before):
    assert memory() - memory_before < 20 * MEBIBYTE


@needs_proc
def test_a_process_that_was_left_running_is_gone_with_its_run(bench):
    verdict = bench.grade((Path(__file__).parent / "corpus" / "daemon.py").read_text("utf-8"))
    (left,) = {int(number) for number in re.findall(r"left running: (\d+)", verdict.output)[:1]}
    assert ends(left)


def test_endless_output_is_cut(bench):
    verdict = bench.grade((Path(__file__).parent / "corpus" / "endless_output.py").read_text("utf-8"))
    assert verdict.truncated
    assert 60_000 < len(verdict.output.encode()) <= 64 * 1024
    assert verdict.output.startswith("손실 손실")


def test_nothing_is_written_outside_of_the_scratch_folder(bench, tmp_path):
    target = tmp_path / "escaped"
    for attempt in (
        f"open({str(target)!r}, 'w')",
        f"os.mkdir({str(target)!r})",
        f"os.symlink('/', {str(target)!r})",
        f"os.system('echo x > {target}')",
        f"os.rename(__file__, {str(target)!r})",
    ):
        verdict = bench.grade(f"import os\n\n\ndef double(x):\n    {attempt}\n    return x + 1.5\n")
        assert verdict.status == "failed"
        assert not os.path.lexists(target), attempt


@pytest.mark.parametrize("name", ["torch", "numpy", "grader", "pytest", "json", "sklearn", "test_double", "my file"])
def test_a_file_named_like_a_module_is_in_nobody_s_way(bench, name):
    assert bench.grade("import json\n\nimport torch\n\n\n" + RIGHT, name=name).passed
    wrong = bench.grade("import torch\n\n\ndef double(x):\n    return torch.zeros(5, 5)\n", name=name)
    assert wrong.first_failed.where.code == "return torch.zeros(5, 5)"


def test_the_corpus_has_a_file_for_each_way_to_end():
    statuses = {status for file in CORPUS for status in expectation(file)[0]}
    assert {"passed", "failed", "invalid", "timeout", "crashed"} <= statuses
