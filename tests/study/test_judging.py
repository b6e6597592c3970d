import contextlib
import os
import threading

import pytest

from grader import Cancelled, CheckStatus, Judged, Status
from study.judging import Judge
from study.progress import ProgressLog
from study.workspace import Workspace, WorkspaceError

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


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_refused_as_everywhere_else_and_followed_nowhere(judge, course, workspace, tmp_path):
    exercise = course.exercise("01_first/alpha")
    (tmp_path / "elsewhere.py").write_text(RIGHT, "utf-8")
    workspace.open(exercise).unlink()
    workspace.file(exercise).symlink_to(tmp_path / "elsewhere.py")
    verdict = judge.judge(exercise)
    assert (verdict.status, [check.status for check in verdict.checks]) == (Status.INVALID, [CheckStatus.NOT_RUN])
    with pytest.raises(WorkspaceError) as caught:
        workspace.open(exercise)
    assert verdict.message == caught.value.sentence


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


@pytest.mark.slow
def test_an_attempt_counts_although_its_mistake_was_not_looked_for_to_the_end(judge, course, workspace, log):
    exercise = course.exercise("01_first/alpha")
    workspace.open(exercise)
    workspace.save(exercise, "def alpha(x):\n    return x\n", workspace.digest(exercise))
    called_off = threading.Event()

    def go_on_when_judged(event):
        if isinstance(event, Judged):
            called_off.set()

    with contextlib.suppress(Cancelled):
        judge.judge(exercise, go_on_when_judged, called_off)
    (noted,) = log.events()
    assert noted.data["status"] == "failed"
