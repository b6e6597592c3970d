"""A pytest plugin with the fixtures of checks: pytest itself collects, calls and reports them, as anywhere.

``python -m pytest -p study.bench.inside.plain_pytest test_....py``, with a `Job` in the environment.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest

from grader.families import FAMILIES
from grader.worker.seeds import seed_all
from study.bench.inside.fixtures import FIXTURES, Given
from study.bench.inside.job import Job


def pytest_collection_finish() -> None:
    """Keep away what a worker keeps away, so that a cold run does not pay for it either."""
    for name in FAMILIES[Job.given().family].blocked:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]


def pytest_runtest_setup() -> None:
    """Begin every check from the same seed, as in a worker."""
    seed_all()


@pytest.fixture(scope="session")
def given() -> Given:
    """The learner's file, imported once."""
    return Given(Job.given())


def _fixture(wanted: str) -> Any:
    @pytest.fixture(name=wanted)
    def made(given: Given) -> Any:
        return given.make(wanted)

    return made


for _name in FIXTURES:
    globals()[f"_{_name}"] = _fixture(_name)
