"""The examination of a machine, with real processes."""

from __future__ import annotations

import os
import sys

import pytest

from study import health, probes
from study.course_list import CourseList, Listed
from study.fetching.source import SourceKind
from tests.study.conftest import CourseFolder

LIGHT = probes.Framework("torch", "PyTorch", 'version, devices = "2.13.0", []')


@pytest.fixture
def light(monkeypatch):
    monkeypatch.setattr(probes, "FRAMEWORKS", (LIGHT,))


def found(course, workspace, device="auto"):
    return {finding.name: finding for finding in health.examine(course, workspace, device)}


def test_the_frameworks_of_this_environment_answer():
    answer = probes.ask(probes.FRAMEWORKS[0])
    assert answer.error == ""
    assert answer.version[0].isdigit()
    assert answer.devices[-1] == "cpu"
    assert answer.seconds > 0


def test_every_finding_is_said_in_both_languages(folder, tmp_path, light):
    folder.lesson("01_first", "alpha")
    for finding in health.examine(folder.root, tmp_path):
        for text in filter(None, (finding.subject, finding.sentence, finding.mend)):
            assert set(text) >= {"en", "ko"}
            assert all(text.values())


def test_looking_changes_nothing(folder, tmp_path, light):
    folder.lesson("01_first", "alpha")
    workspace = tmp_path / "not" / "there"
    assert found(folder.root, workspace)["workspace"].ok is True
    assert not workspace.parent.exists()


@pytest.mark.parametrize("below", [(), ("deep", "work")])
def test_a_workspace_that_is_a_file_or_below_one_cannot_be_written_and_says_what_to_do(folder, tmp_path, light, below):
    folder.lesson("01_first", "alpha")
    (tmp_path / "taken").write_text("a file", "utf-8")
    findings = found(folder.root, tmp_path.joinpath("taken", *below))
    assert findings["workspace"].ok is False
    assert "--workspace" in findings["workspace"].mend["ko"]
    assert findings["disk"].ok is not None


def test_a_workspace_below_a_closed_folder_cannot_be_written(folder, tmp_path, light):
    folder.lesson("01_first", "alpha")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    if os.access(closed, os.X_OK):
        pytest.skip("permissions do not bind this user")
    assert found(folder.root, closed / "deep" / "work")["workspace"].ok is False


def test_a_framework_that_cannot_be_imported_is_named(folder, tmp_path, monkeypatch):
    folder.lesson("01_first", "alpha")
    broken = probes.Framework("keras", "Keras", "import no_such_module")
    monkeypatch.setattr(probes, "FRAMEWORKS", (LIGHT, broken))
    finding = found(folder.root, tmp_path)["keras"]
    assert finding.ok is False
    assert "no_such_module" in finding.sentence["ko"]
    assert "python tutor.py" in finding.mend["en"]


def test_a_framework_that_dies_is_told_by_its_exit_code():
    answer = probes.ask(probes.Framework("x", "X", "import os; os._exit(9)"))
    assert answer.error == "it ended with code 9"


def test_a_device_that_is_not_there_is_said(folder, tmp_path, light):
    folder.lesson("01_first", "alpha")
    finding = found(folder.root, tmp_path, "mps")["device"]
    assert finding.ok is False
    assert "--device cpu" in finding.mend["en"]


def test_a_broken_course_lists_its_problems(folder, tmp_path, light):
    folder.lesson("01_first", "alpha")
    (folder.root / "exercises" / "01_first" / "alpha" / "stub.py").unlink()
    finding = found(folder.root, tmp_path)["course"]
    assert finding.ok is False
    assert "stub.py" in finding.mend["ko"]


def test_every_course_that_the_workspace_lists_is_looked_at(folder, tmp_path, light):
    folder.lesson("01_first", "alpha")
    other, broken, gone = (CourseFolder(tmp_path / name) for name in ("other", "broken", "gone"))
    for course in (other, broken):
        course.lesson("01_first", "alpha")
    (broken.root / "exercises" / "01_first" / "alpha" / "stub.py").unlink()
    workspace = tmp_path / "work"
    CourseList(workspace).folder.mkdir(parents=True)
    listed = [Listed(one.root.name, SourceKind.FOLDER, str(one.root)) for one in (other, broken, gone)]
    CourseList(workspace).write(listed)
    findings = found(folder.root, workspace)
    assert findings["course"].sentence["en"] == "course: 1 lessons, 1 exercises"
    assert findings["course:other"].sentence["ko"] == "other: 레슨 1개, 연습 문제 1개"
    assert findings["course:broken"].ok is False
    assert "stub.py" in findings["course:broken"].mend["en"]
    assert findings["course:gone"].ok is False
    assert "course remove gone" in findings["course:gone"].mend["ko"]


def test_courses_that_were_named_are_looked_at_and_no_listed_ones(folder, tmp_path, light):
    folder.lesson("01_first", "alpha")
    other = CourseFolder(tmp_path / "other")
    other.lesson("01_first", "alpha")
    findings = list(health.examine(folder.root, tmp_path, beside=[other.root, tmp_path / "nowhere"]))[-3:]
    assert [finding.ok for finding in findings] == [True, True, False]
    assert "nowhere" in findings[-1].sentence["en"]
    assert "Is it misspelt?" in findings[-1].mend["en"]


def test_a_list_of_courses_that_cannot_be_understood_is_told_and_stays(folder, tmp_path, light):
    folder.lesson("01_first", "alpha")
    file = CourseList(tmp_path / "work").file
    file.parent.mkdir(parents=True)
    file.write_text("{", "utf-8")
    findings = found(folder.root, tmp_path / "work")
    assert (findings["course"].ok, findings["courses"].ok) == (True, False)
    assert [one.name for one in file.parent.iterdir()] == [file.name]


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is Linux's")
def test_confinement_is_tried_and_not_believed(folder, tmp_path, light, monkeypatch):
    folder.lesson("01_first", "alpha")
    monkeypatch.setattr(probes, "_CONFINED", probes._CONFINED.replace("confine.landlock(scratch)", "True"))
    finding = found(folder.root, tmp_path)["confinement"]
    assert finding.ok is None
    assert "믿을 수 있는 파일만" in finding.mend["ko"]
