import threading

import pytest

from grader import Cancelled, Judged, Status
from study.judging import Judge
from study.progress import ProgressLog
from study.workspace import Workspace

RIGHT = "def alpha(x):\n    return x * 2\n"


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "work")


@pytest.fixture
def log(workspace):
    return ProgressLog(workspace.root)


@pytest.fixture
def judge(course, workspace, log):
    with Judge(course, workspace, log, "cpu") as judge:
        yield judge


@pytest.mark.slow
def test_an_attempt_is_judged_and_noted_and_the_next_one_too(judge, course, workspace, log):
    exercise = course.exercise("01_first/alpha")
    workspace.open(exercise)
    workspace.save(exercise, "def alpha(x):\n    return x\n", workspace.digest(exercise))
    judge.prepare(exercise)
    heard = []
    wrong = judge.judge(exercise, heard.append)
    assert wrong.status is Status.FAILED, wrong
    assert any(isinstance(event, Judged) for event in heard)
    assert judge.device(exercise) == "cpu"
    digest = workspace.save(exercise, RIGHT, workspace.digest(exercise))
    assert judge.judge(exercise).passed
    first, second = log.events()
    assert (first.kind, first.data["status"], first.data["passed"], first.data["total"]) == ("verdict", "failed", 0, 1)
    assert second.data == {
        "exercise": "01_first/alpha",
        "status": "passed",
        "mistake": None,
        "device": "cpu",
        "seconds": second.data["seconds"],
        "passed": 1,
        "total": 1,
        "digest": digest,
    }


def test_an_untouched_stub_is_no_attempt(judge, course, workspace, log):
    exercise = course.exercise("01_first/alpha")
    workspace.open(exercise)
    assert judge.judge(exercise).not_started
    assert log.events() == ()


def test_a_grader_that_is_unavailable_is_no_attempt(judge, course, workspace, log):
    exercise = course.exercise("01_first/alpha")
    workspace.open(exercise).write_text(RIGHT, "utf-8")
    (exercise.checks / "test_alpha.py").write_text("not python at all", "utf-8")
    assert judge.judge(exercise).status is Status.UNAVAILABLE
    assert log.events() == ()


def test_a_file_that_cannot_be_read_is_an_attempt_that_is_invalid(judge, course, workspace, log):
    exercise = course.exercise("01_first/alpha")
    workspace.open(exercise).write_bytes(b"\xff")
    assert judge.judge(exercise).status is Status.INVALID
    assert [event.data["status"] for event in log.events()] == ["invalid"]


def test_a_missing_file_is_judged_without_a_crash(judge, course):
    verdict = judge.judge(course.exercise("01_first/alpha"))
    assert verdict.status is Status.INVALID
    assert verdict.message["ko"]


def test_a_cancelled_judging_is_not_noted(judge, course, workspace, log):
    exercise = course.exercise("01_first/alpha")
    workspace.open(exercise).write_text(RIGHT, "utf-8")
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        judge.judge(exercise, cancelled=cancelled)
    assert log.events() == ()


def test_a_judge_knows_no_device_before_it_was_asked_to_prepare(judge, course):
    assert judge.device(course.exercise("01_first/alpha")) is None
    assert judge.choice == "cpu"
