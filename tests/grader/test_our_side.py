"""What is no fault of the learner is told as such, and counts as no attempt."""

import pytest

from grader import FAMILIES, Family, Status
from tests.grader.conftest import CHECKS, RIGHT, told


def test_a_device_that_is_not_there_is_no_fault_of_the_learner(bench):
    if "cuda" in (bench.grade(RIGHT, device="auto").device):
        pytest.skip("there is CUDA here")
    verdict = bench.grade(RIGHT, device="cuda")
    assert verdict.status is Status.UNAVAILABLE
    assert "there is no cuda here" in told(verdict)
    assert "--device cpu" in told(verdict, "ko")
    assert not verdict.counts_as_attempt


def test_where_code_will_run_is_known_once_the_host_is_there(bench):
    assert bench.grade(RIGHT).passed
    assert bench.grader.device(bench.folder) in ("cpu", "cuda", "mps")
    assert bench.grader.device(bench.folder, "cpu") == "cpu"
    assert bench.grader.device(bench.folder / "nowhere") is None


def test_a_missing_package_is_named(bench, monkeypatch):
    monkeypatch.setitem(FAMILIES, "made", Family("made", "Made", (), ("json", "no_such_package")))
    (bench.folder / "test_double.py").write_text(CHECKS.replace('"torch"', '"made"'), encoding="utf-8")
    bench.grader.prepare(bench.folder)
    verdict = bench.grade(RIGHT)
    assert verdict.status is Status.UNAVAILABLE
    assert "no_such_package is not installed" in told(verdict)


def test_a_family_that_cannot_be_imported_is_our_side(bench, monkeypatch):
    monkeypatch.setitem(FAMILIES, "broken", Family("broken", "Broken", (), ("json",)))
    (bench.folder / "test_double.py").write_text(CHECKS.replace('"torch"', '"broken"'), encoding="utf-8")
    verdict = bench.grade(RIGHT)
    assert verdict.status is Status.UNAVAILABLE
    assert "not about your code" in told(verdict)
    assert "KeyError: 'broken'" in verdict.error


BROKEN = {
    "no check": ("x = 1\n", "there is no check"),
    "a syntax error": ("def test_a(:\n", "invalid syntax"),
    "an import that fails": (
        CHECKS.replace("import torch\n", "import torch\nimport no_such_module\n"),
        "no_such_module",
    ),
    "a fixture that is not there": (CHECKS.replace("learner, expect", "learner, expekt, expect"), "expekt"),
    "an error at the top": (CHECKS + "\n1 / 0\n", "ZeroDivisionError"),
}


@pytest.mark.parametrize(("source", "error"), BROKEN.values(), ids=BROKEN)
def test_broken_checks_are_our_side_and_never_an_attempt(bench, source, error):
    (bench.folder / "test_double.py").write_text(source, encoding="utf-8")
    verdict = bench.grade(RIGHT)
    assert verdict.status is Status.UNAVAILABLE
    assert "not about your code" in told(verdict)
    assert error in verdict.error
    assert not verdict.counts_as_attempt


def test_broken_messages_are_our_side(bench):
    (bench.folder / "messages.toml").write_text("nonsense", encoding="utf-8")
    verdict = bench.grade(RIGHT)
    assert verdict.status is Status.UNAVAILABLE
    assert "messages.toml" in verdict.error
