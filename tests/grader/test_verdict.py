import json
from dataclasses import FrozenInstanceError

import pytest

from grader import CheckResult, CheckStatus, Status, Verdict, Where
from grader.verdict import GRADER_VERSION

TITLE = {"en": "a title", "ko": "제목"}
FULL = Verdict(
    exercise="02_autograd/grad_of",
    status=Status.FAILED,
    checks=(
        CheckResult("test_a", TITLE, CheckStatus.PASSED),
        CheckResult(
            "test_b",
            TITLE,
            CheckStatus.FAILED,
            message={"en": "wrong", "ko": "틀려요"},
            expected={"shape": "(3, 2)"},
            actual={"shape": "(2, 3)"},
            mistake="grad.accumulates",
            mistake_message={"en": "m", "ko": "ㅁ"},
            where=Where(12, "return x"),
            error="ValueError: no",
            traceback=(Where(3, "f()"), Where(12, "return x")),
        ),
        CheckResult("test_c", TITLE, CheckStatus.NOT_RUN),
    ),
    message={"en": "why", "ko": "왜"},
    where=Where(1, "import torch"),
    error="E",
    traceback=(Where(1, "import torch"),),
    not_started=True,
    device="cuda:0",
    seconds=0.25,
    output="손실 0.1\n",
    truncated=True,
    course_version="3",
)


@pytest.mark.parametrize("verdict", [FULL, Verdict("x", Status.PASSED)], ids=["full", "bare"])
def test_a_verdict_survives_json(verdict):
    assert Verdict.from_json(json.loads(json.dumps(verdict.to_json(), ensure_ascii=False))) == verdict


def test_the_json_has_the_fields_that_the_design_names():
    data = FULL.to_json()
    names = {"exercise", "status", "checks", "device", "seconds", "output", "truncated", "course_version"}
    assert {*names, "grader_version"} <= set(data)
    names = {"name", "title", "status", "message", "expected", "actual", "mistake", "where"}
    assert names <= set(data["checks"][0])
    assert data["status"] == "failed"
    assert data["grader_version"] == GRADER_VERSION
    assert data["checks"][1]["where"] == {"line": 12, "code": "return x"}


@pytest.mark.parametrize(
    "change", [{"status": "excellent"}, {"checks": [{"name": "a"}]}, {"checks": None}, {"where": {"row": 1}}]
)
def test_other_data_is_refused(change):
    with pytest.raises((KeyError, TypeError, ValueError)):
        Verdict.from_json({**FULL.to_json(), **change})


def test_what_is_asked_first_is_the_first_failed_check():
    assert FULL.first_failed.name == "test_b"
    assert FULL.mistake == "grad.accumulates"
    assert Verdict("x", Status.PASSED).first_failed is None


def test_only_a_real_try_counts_as_an_attempt():
    assert Verdict("x", Status.FAILED).counts_as_attempt
    assert not Verdict("x", Status.FAILED, not_started=True).counts_as_attempt
    assert not Verdict("x", Status.UNAVAILABLE).counts_as_attempt
    assert all(Verdict("x", status).counts_as_attempt for status in Status if status is not Status.UNAVAILABLE)


def test_only_passed_is_passed():
    assert [status for status in Status if Verdict("x", status).passed] == [Status.PASSED]


def test_a_verdict_is_never_changed_in_place():
    with pytest.raises(FrozenInstanceError):
        FULL.status = Status.PASSED
