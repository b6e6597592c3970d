"""Frames become results; only a run in which every check reported can pass."""

import pytest

from grader.checks import ExpectedCheck
from grader.collecting import Collected
from grader.events import CheckFinished, MetricLogged, OutputPrinted, Started
from grader.verdict import Status

TITLE = {"en": "a", "ko": "가"}
STARTED = {"kind": "started", "device": "cpu"}
FINISHED = {"kind": "finished", "seconds": 0.5}


def check(name, status="passed", **result):
    return {"kind": "check", "name": name, "result": {"status": status, **result}}


def ended(how="finished", **facts):
    return {"kind": "ended", "how": how, **facts}


def collected(*frames, names=("test_a", "test_b")):
    made = Collected([ExpectedCheck(name, TITLE, "torch") for name in names])
    for frame in frames:
        made.take(frame)
    return made


BOTH = (check("test_a"), check("test_b"))


@pytest.mark.parametrize(
    ("frames", "status"),
    [
        ((STARTED, *BOTH, FINISHED, ended()), Status.PASSED),
        ((STARTED, check("test_a"), check("test_b", "failed"), FINISHED, ended()), Status.FAILED),
        ((STARTED, check("test_a"), FINISHED, ended()), Status.CRASHED),
        ((STARTED, FINISHED, ended()), Status.CRASHED),
        ((STARTED, *BOTH, ended("died", code=0)), Status.CRASHED),
        ((STARTED, *BOTH, ended("forged")), Status.CRASHED),
        ((STARTED, *BOTH, ended("timeout")), Status.TIMEOUT),
        ((STARTED, *BOTH, {"kind": "lost"}), Status.CRASHED),
        (({"kind": "lost"},), Status.UNAVAILABLE),
        ((), Status.UNAVAILABLE),
        ((STARTED, {"kind": "invalid", "message": TITLE}, FINISHED, ended()), Status.INVALID),
        ((STARTED, {"kind": "invalid", "message": TITLE}, ended("timeout")), Status.TIMEOUT),
        ((STARTED, {"kind": "broken", "error": "ours"}, *BOTH, FINISHED, ended()), Status.UNAVAILABLE),
    ],
)
def test_a_status_is_what_the_frames_prove(frames, status):
    assert collected(*frames).status is status


def test_a_check_reports_once():
    made = collected(STARTED, check("test_a", "failed"), check("test_a"), check("test_b"), FINISHED, ended())
    assert made.status is Status.FAILED


def test_a_check_that_nobody_expects_counts_for_nothing():
    made = collected(STARTED, check("test_a"), check("test_z"), FINISHED, ended())
    assert made.status is Status.CRASHED
    assert set(made.results) == {"test_a"}


def test_the_title_is_the_one_in_the_source_not_the_one_in_the_frame():
    made = collected(STARTED, check("test_a", title={"en": "forged", "ko": "x"}))
    assert made.results["test_a"].title == TITLE


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (ended("timeout"), "Stopped after 2 seconds"),
        (ended("died", code=0), "exit code 0"),
        (ended("died", code=7), "exit code 7"),
        (ended("died", code=-9), "was killed"),
        (ended("died", code=-11), "crashed inside a library"),
        (ended("died", code=-24), "computing time"),
        (ended("died", code=-25), "file larger"),
        (ended("died", code=-6), "ended before the checks were done"),
        (ended("died", code=None), "ended before the checks were done"),
        (ended("forged"), "not every check had reported"),
        (ended("finished"), "not every check had reported"),
        ({"kind": "lost"}, "ended before the checks were done"),
    ],
)
def test_an_end_that_is_no_verdict_is_told_in_a_sentence(end, sentence):
    assert sentence in collected(STARTED, end).message(2.0)["en"]


def test_our_own_failures_are_told_as_ours():
    assert "not about your code" in collected({"kind": "broken", "error": "x"}).message(2.0)["en"]
    absent = collected({"kind": "broken", "error": "x", "reason": "device", "device": "cuda"})
    assert "there is no cuda here" in absent.message(2.0)["en"]
    assert absent.error() == "x"


def test_a_pass_and_a_fail_need_no_sentence():
    assert collected(STARTED, *BOTH, FINISHED, ended()).message(2.0) is None
    assert collected(STARTED, check("test_a", "failed"), FINISHED, ended()).message(2.0) is None


def test_frames_are_told_as_events():
    made = collected()
    assert made.take(STARTED) == Started("cpu")
    assert made.take({"kind": "metric", "name": "loss", "step": 1, "value": 2}) == MetricLogged("loss", 1, 2.0)
    assert made.take({"kind": "output", "text": "hi"}) == OutputPrinted("hi")
    assert isinstance(made.take(check("test_a")), CheckFinished)
    assert made.take(FINISHED) is None
    assert made.take({"kind": "of another day"}) is None


def test_the_place_in_the_file_is_kept():
    where = {"line": 3, "code": "x = ("}
    made = collected({"kind": "invalid", "message": TITLE, "where": where, "traceback": [where], "error": "E"})
    place, traceback = made.where()
    assert (place.line, place.code) == (3, "x = (")
    assert traceback == (place,)
