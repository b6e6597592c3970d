"""Several files graded at once, by the whole program."""

from __future__ import annotations

import json
import os
import signal

import pytest

from study.event import Kind
from study.several import cores

RIGHT = {"double": "def double(x):\n    return 2 * x\n", "halve": "def halve(x):\n    return x // 2\n"}
ENDLESS = "def {name}(x):\n    while True:\n        pass\n"
CTRL_C = pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is no signal there")


def verdicts_of(desk):
    """What the log holds, as (exercise, status)."""
    events = [event for event in desk.session().log.events() if event.kind == Kind.VERDICT]
    return [(event.data["exercise"], event.data["status"]) for event in events]


@pytest.mark.parametrize("names", [("double", "halve"), ("halve", "double")])
def test_verdicts_come_in_the_order_of_the_course_or_of_the_names(desk, names):
    for name, text in RIGHT.items():
        desk.write(name, text)
    named = () if names[0] == "double" else names
    lines = desk.run("grade", *named)[1].splitlines()
    assert [line.split()[1] for line in lines if line.startswith("✓ ")] == [f"01_first/{name}" for name in names]
    assert sorted(verdicts_of(desk)) == [("01_first/double", "passed"), ("01_first/halve", "passed")]


@CTRL_C
def test_ctrl_c_calls_off_what_is_not_judged_yet_and_what_was_counts(desk):
    desk.write("double", RIGHT["double"])
    desk.write("halve", ENDLESS.format(name="halve"))
    process = desk.start("grade", "--lang", "en")
    assert process.stdout is not None
    try:
        assert process.stdout.readline().startswith("✓ 01_first/double  Passed")
        process.send_signal(signal.SIGINT)
        out, complaints = process.communicate(timeout=60)
        assert (process.returncode, complaints) == (130, "Stopped. 1 of 2 exercises were graded.\n")
        assert "01_first/halve" not in out
        assert verdicts_of(desk) == [("01_first/double", "passed")]
    finally:
        process.kill()
        process.wait()


@CTRL_C
@pytest.mark.skipif(cores() < 2, reason="with one core nothing is judged out of turn")
def test_after_ctrl_c_what_was_judged_out_of_turn_is_still_shown(desk):
    desk.write("double", ENDLESS.format(name="double"))
    desk.write("halve", RIGHT["halve"])
    process = desk.start("grade", "--json")
    try:
        while not verdicts_of(desk):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, complaints = process.communicate(timeout=60)
        assert (process.returncode, "Traceback" in complaints) == (130, False)
        assert [json.loads(line)["exercise"] for line in out.splitlines()] == ["01_first/halve"]
    finally:
        process.kill()
        process.wait()
