"""How long a learner waits: a warm verdict beside a cold `python -m pytest` on the same checks. No time fails."""

import os
import statistics
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from grader import Grader, Submission, read_checks

ROOT = Path(__file__).parents[2]
CHECKS = ROOT / "grader" / "hidden" / "01_tensors" / "one_hot"
WARM, COLD = 10, 3
# What the grader's plugin gives to checks, for a pytest that knows nothing of it.
CONFTEST = """
    from pathlib import Path

    import pytest
    import torch

    from grader.vocabulary.draws import Draws
    from grader.vocabulary.expect import Expect
    from grader.worker.learner import import_learner

    LEARNER = import_learner(FILE := Path({file!r}), FILE.read_text(encoding="utf-8"))

    @pytest.fixture
    def learner():
        return LEARNER

    @pytest.fixture
    def device():
        return torch.device("cpu")

    @pytest.fixture
    def rng(device):
        return Draws(0, device)

    @pytest.fixture
    def expect():
        return Expect(LEARNER.tree)
"""


def warm(file):
    """Seconds of warm verdicts, and their statuses."""
    with Grader() as grader:
        submission = Submission("01_tensors/one_hot", file, CHECKS, device="cpu")
        assert grader.grade(submission).passed
        seconds, verdicts = [], []
        for _ in range(WARM):
            began = time.perf_counter()
            verdicts.append(grader.grade(submission))
            seconds.append(time.perf_counter() - began)
    assert all(verdict.passed for verdict in verdicts)
    assert all(len(verdict.checks) == len(read_checks(CHECKS).expected) for verdict in verdicts)
    return seconds


def cold(folder, file):
    """Seconds of cold runs of pytest on the same check functions."""
    (folder / "conftest.py").write_text(textwrap.dedent(CONFTEST).format(file=str(file)), encoding="utf-8")
    check_file = folder / "test_one_hot.py"
    check_file.write_text((CHECKS / "test_one_hot.py").read_text("utf-8"), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "PYTEST_ADDOPTS": ""}
    seconds = []
    for _ in range(COLD):
        began = time.perf_counter()
        command = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, f"--rootdir={folder}", str(check_file)]
        run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        seconds.append(time.perf_counter() - began)
        assert run.returncode == pytest.ExitCode.OK, run.stdout
        assert f"{len(read_checks(CHECKS).expected)} passed" in run.stdout
    return seconds


def test_a_warm_verdict_beside_a_cold_run(tmp_path, capsys):
    file = tmp_path / "one_hot.py"
    file.write_text((CHECKS / "solution.py").read_text("utf-8"), encoding="utf-8")
    quick, slow = warm(file), cold(tmp_path, file)
    p95 = statistics.quantiles(quick, n=20, method="inclusive")[-1]
    median, usual = statistics.median(quick), statistics.median(slow)
    with capsys.disabled():
        print(
            f"\nwarm verdict, {WARM} runs: median {median * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"
            f" · cold pytest, {COLD} runs: median {usual * 1000:.0f} ms · ratio 1 : {usual / median:.0f}"
        )
