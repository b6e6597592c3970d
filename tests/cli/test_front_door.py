"""The program as it is started, before a screen or a verdict."""

from __future__ import annotations

import json

import pytest

from study import probes

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
    assert process.wait(timeout=60) == 0


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
