from __future__ import annotations

import json
import os
import signal

import pytest


def test_every_file_of_the_workspace_is_graded_and_each_ending_looks_its_own(desk):
    desk.write("double", "def double(x):\n    print('in double', x)\n    return x\n")
    desk.write("halve", "def halve(x:\n")
    status, printed, _ = desk.run("grade", language="ko")
    assert status == 1
    lines = [line.strip() for line in printed.splitlines()]
    first = lines.index("✗ 01_first/double  아직 아니에요 · 검사 1개 중 0개 통과 · " + lines[0].rpartition(" · ")[2])
    order = ["✗ 2의 double은 맞아요", "많이들 하는 실수예요", "받은 값을 그대로 돌려줬어요.", "│ in double 2"]
    places = [lines.index(line) for line in order]
    assert [first, *places] == sorted([first, *places])
    assert any(line.startswith("? 01_first/halve  읽을 수 없어요") for line in lines)
    assert "1번째 줄  def halve(x:" in lines
    assert lines[-1] == "연습 문제 2개:  ✗ 아직 아니에요: 1   ? 읽을 수 없어요: 1"


def test_json_is_one_verdict_a_line_and_all_passed_is_0(desk):
    desk.write("double", "def double(x):\n    return 2 * x\n")
    desk.write("halve", "def halve(x):\n    return x // 2\n")
    status, out, err = desk.program("grade", "double", "--json", "01_first/halve")
    assert status == 0, err
    verdicts = [json.loads(line) for line in out.splitlines()]
    assert [verdict["exercise"] for verdict in verdicts] == ["01_first/double", "01_first/halve"]
    assert {verdict["status"] for verdict in verdicts} == {"passed"}
    assert desk.session().progress().passed("01_first/halve")


def test_an_untouched_stub_is_not_started_and_not_passed(desk):
    desk.run("path", "double")
    status, printed, _ = desk.run("grade", "double")
    assert status == 1
    assert printed.startswith("○ 01_first/double  Not started yet\n")
    assert desk.session().progress().exercise("01_first/double").attempts == 0


def test_our_own_fault_is_exit_code_3_and_no_attempt(desk):
    (desk.course / "grader" / "hidden" / "01_first" / "double" / "test_double.py").write_text("x =", encoding="utf-8")
    desk.write("double", "def double(x):\n    return 2 * x\n")
    status, printed, _ = desk.run("grade", "double")
    assert status == 3
    assert printed.startswith("△ 01_first/double  Not your code")
    assert "This does not count as an attempt." in printed


def test_an_empty_workspace_has_nothing_to_grade(desk):
    status, printed, complaint = desk.run("grade", json=True)
    assert (status, printed) == (2, "")
    assert "python tutor.py path EXERCISE" in complaint


@pytest.mark.parametrize(("name", "said"), [("trouble", "There is no exercise"), ("l", "can mean 2 exercises")])
def test_a_name_that_means_none_or_several_is_wrong_use(desk, name, said):
    status, printed, complaint = desk.run("grade", name)
    assert (status, printed) == (2, "")
    assert said in complaint


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is no signal there")
def test_watch_grades_each_save_until_ctrl_c(desk):
    desk.write("double", "")
    process = desk.start("watch", "--lang", "en")
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith("Your files are in"):
                break
        desk.write("double", "def double(x):\n    return 2 * x\n")
        graded = next(line for line in process.stdout if "01_first/double" in line)
        assert graded.startswith("✓ 01_first/double  Passed · 1 of 1 checks hold")
        process.send_signal(signal.SIGINT)
        rest, complaints = process.communicate(timeout=60)
        assert rest.endswith("Watching has ended.\n")
        assert (process.returncode, complaints) == (0, "")
    finally:
        process.kill()
        process.wait()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is no signal there")
def test_a_watch_says_at_once_that_progress_cannot_be_saved(desk):
    desk.write("double", "")
    (desk.workspace / ".tutor").write_text("in the way", encoding="utf-8")
    process = desk.start("watch", "double", "--lang", "ko")
    assert process.stdout is not None
    try:
        assert any("진도를" in line for line in process.stdout)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()


@pytest.mark.skipif(os.name == "nt", reason="a pipe without a reader is told another way there")
def test_a_watch_that_nobody_reads_any_more_ends(desk):
    desk.write("double", "")
    process = desk.start("watch", "--lang", "en")
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith("Your files are in"):
                break
        process.stdout.close()
        desk.write("double", "def double(x:\n")
        assert process.wait(timeout=60) == 141
        assert process.stderr is not None
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def test_a_watch_of_what_can_be_no_workspace_is_refused(desk):
    desk.workspace.write_text("in the way", encoding="utf-8")
    status, printed, complaint = desk.run("watch")
    assert (status, printed) == (3, "")
    assert "Something that is not a folder stands where a folder is needed." in complaint.replace("\n", " ")
