"""The program as it is started, before a screen or a verdict."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from study import probes

ROOT = Path(__file__).resolve().parents[2]

LIGHT = probes.Framework("torch", "PyTorch", 'version, devices = "2.13.0", []')
BROKEN = probes.Framework("keras", "Keras", "import no_such_module")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "The tutorial draws on a terminal"), ("ko", "터미널이 아니에요")]
)
def test_without_a_terminal_the_tutorial_says_so_and_names_the_commands(desk, language, said):
    status, out, err = desk.program("--lang", language)
    assert (status, out) == (2, "")
    assert said in err.replace("\n", " ")
    assert "python tutor.py list" in err.replace("\n", " ")


def test_a_reader_that_stops_reading_is_no_trouble(desk):
    process = desk.start("list")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
@pytest.mark.parametrize(
    ("closing", "arguments", "status"),
    [("<&-", "", 2), ("<&-", "reset double", 1), (">&-", "list", 0), (">&-", "--help", 0), ("2>&-", "hint none", 2)],
)
def test_a_stream_that_is_closed_ends_nothing(desk, closing, arguments, status):
    desk.write("double", "mine")
    command = (
        f'"{sys.executable}" "{ROOT / "tutor.py"}" {arguments} --course "{desk.course}" --workspace "{desk.workspace}"'
    )
    ended = subprocess.run(
        ["sh", "-c", f"{command} {closing}"], capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in ended.stderr
    assert ended.returncode == status


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_what_the_system_refuses_is_a_sentence_and_exit_code_3(desk):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            [sys.executable, ROOT / "tutor.py", "list", "--lang", "ko", "--course", desk.course],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert ended.stderr == "이 명령에 필요한 작업을 시스템이 허용하지 않았어요: [Errno 28] No space left on\ndevice\n"
    assert ended.returncode == 3


@pytest.mark.parametrize("command", ["list", "doctor"])
@pytest.mark.parametrize("folder", ["course", "workspace"])
def test_a_folder_in_the_home_of_nobody_is_wrong_use(desk, command, folder):
    status, printed, complaint = replace(desk, **{folder: Path("~no-such-user/x")}).run(command, language="ko")
    assert (status, printed) == (2, "")
    assert "~no-such-user/x: 그런 폴더가 없어요." in complaint


def test_a_course_that_is_not_there_is_wrong_use(desk):
    nowhere = desk.course.with_name("nowhere")
    status, printed, complaint = replace(desk, course=nowhere).run("list")
    assert (status, printed) == (2, "")
    assert f"There is no folder {nowhere}." in complaint.replace("\n", " ")


def test_folders_may_begin_with_the_home_folder(desk, monkeypatch):
    monkeypatch.setenv("HOME", str(desk.course.parent))
    monkeypatch.setenv("USERPROFILE", str(desk.course.parent))
    at_home = replace(desk, course=Path("~") / desk.course.name, workspace=Path("~") / "mine")
    assert at_home.run("path", "double")[1] == f"{desk.course.parent / 'mine' / '01_first' / 'double.py'}\n"


def test_json_says_the_same_whatever_the_encoding_of_the_stream(desk, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    status, printed, _ = desk.program("list", "--json")
    found = json.loads(printed)
    assert status == 0
    assert found["lessons"][0]["title"] == {"en": "Numbers", "ko": "수"}
    assert found["lessons"][0]["exercises"][0]["file"] == str(desk.workspace / "01_first" / "double.py")


@pytest.mark.parametrize(("asked", "said"), [("en", "Next"), ("EN-us", "Next"), ("english", "다음"), ("", "다음")])
def test_a_language_of_the_environment_is_asked_for_when_it_is_one_of_ours(desk, monkeypatch, asked, said):
    settings = desk.workspace / ".tutor" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"language": "ko"}', encoding="utf-8")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TUTOR_LANG", asked)
    assert said in desk.program("status")[1]


def test_the_doctor_ends_well_when_nothing_is_broken(desk, monkeypatch):
    monkeypatch.setattr(probes, "FRAMEWORKS", (LIGHT,))
    status, printed, _ = desk.run("doctor")
    assert status == 0, printed
    assert "✓ PyTorch        works\n    2.13.0" in printed
    assert printed.endswith("Everything that the tutorial needs works here.\n")


def test_the_doctor_names_what_is_broken_and_how_to_mend_it(desk, monkeypatch):
    monkeypatch.setattr(probes, "FRAMEWORKS", (LIGHT, BROKEN))
    status, printed, _ = desk.run("doctor", language="ko")
    assert status == 1
    assert "✗ Keras          문제 있음" in printed
    assert "No module named 'no_such_module'" in printed
    assert "    → " in printed


def test_the_doctor_speaks_json(desk, monkeypatch):
    monkeypatch.setattr(probes, "FRAMEWORKS", (LIGHT,))
    found = json.loads(desk.run("doctor", json=True)[1])
    names = [finding["name"] for finding in found]
    assert names == ["python", "packages", "torch", "device", "confinement", "terminal", "disk", "workspace", "course"]
    assert all(set(finding["sentence"]) == {"en", "ko"} for finding in found)
