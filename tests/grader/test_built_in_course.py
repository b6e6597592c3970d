"""Every exercise of the course in this repository: answers pass, stubs and mistakes do not, mistakes are named."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grader.gate import try_exercise

ROOT = Path(__file__).parents[2]
EXERCISES = sorted(file.parent for file in (ROOT / "grader" / "hidden").glob("*/*/test_*.py"))


def try_all_files(grader, checks):
    stub = ROOT / "exercises" / checks.parent.name / checks.name / "stub.py"
    return list(try_exercise(grader, checks, stub, "cpu"))


@pytest.fixture(scope="module")
def tried(grader, request):
    """Every exercise that was chosen, tried two at a time: what is tried, by its folder."""
    chosen = [item.callspec.params["checks"] for item in request.session.items if _is_about_an_exercise(item)]
    with ThreadPoolExecutor(2) as pool:
        # The last lessons first: Keras takes longest.
        yield {checks: pool.submit(try_all_files, grader, checks) for checks in reversed(chosen)}
        pool.shutdown(cancel_futures=True)


def _is_about_an_exercise(item):
    return Path(item.path) == Path(__file__) and hasattr(item, "callspec")


@pytest.mark.parametrize("checks", EXERCISES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_answers_pass_and_each_mistake_is_named_as_itself(tried, checks):
    files = tried[checks].result()
    assert [f"{one.file.name}: {one.complaint}" for one in files if one.complaint] == []
    assert sum(one.verdict.passed for one in files) >= 2


def test_there_is_a_course_at_all():
    assert len(EXERCISES) >= 12
