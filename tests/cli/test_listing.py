from __future__ import annotations

import json

import pytest

from cli.cells import cells


@pytest.fixture
def under_way(desk):
    log = desk.session().log
    log.append("verdict", exercise="01_first/double", status="passed")
    log.append("verdict", exercise="01_first/halve", status="failed")
    return desk


def test_the_list_has_a_glyph_and_a_word_for_every_exercise(under_way):
    lines = under_way.run("list")[1].splitlines()
    assert any(line.startswith("    ✓ double  Twice as much") and line.endswith("passed") for line in lines)
    assert any(line.startswith("    ✗ halve   Half of it") and line.endswith("not yet") for line in lines)
    assert any(line.startswith("◐ 01_first  Numbers") and line.endswith("in progress · 1/2 · 10 min") for line in lines)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("command", ["list", "status"])
def test_what_is_printed_fits_80_columns_and_lines_up(under_way, command, language):
    lines = under_way.run(command, language=language)[1].splitlines()
    assert all(cells(line) <= 80 for line in lines)
    if command == "list":
        assert {cells(line) for line in lines if line.startswith("    ")} == {80}


def test_the_list_as_json_says_where_each_file_is(under_way):
    found = json.loads(under_way.run("list", json=True)[1])
    [lesson] = found["lessons"]
    double, halve = lesson["exercises"]
    assert (double["id"], double["status"], double["attempts"]) == ("01_first/double", "done", 1)
    assert double["file"] == str(under_way.workspace / "01_first" / "double.py")
    assert double["passed_at"] is not None
    assert (halve["status"], halve["last_status"], halve["passed_at"]) == ("failed", "failed", None)
    assert lesson["title"] == {"en": "Numbers", "ko": "수"}


def test_status_names_what_comes_next(under_way):
    printed = under_way.run("status", language="ko")[1]
    assert "연습 문제 2개 중 1개 통과" in printed
    assert "다음: 01_first/halve" in printed


def test_status_as_json_has_the_sums(under_way):
    found = json.loads(under_way.run("status", json=True)[1])
    assert (found["passed"], found["total"], found["attempts"], found["next"]) == (1, 2, 2, "01_first/halve")


def test_the_language_chosen_in_the_tutorial_is_kept_unless_another_is_asked_for(desk):
    settings = desk.workspace / ".tutor" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"language": "ko"}', encoding="utf-8")
    assert "다음" in desk.run("status", language="en", lang="")[1]
    assert "Next" in desk.run("status", language="en")[1]
