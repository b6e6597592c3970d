from __future__ import annotations

import io
from pathlib import Path

import pytest


@pytest.fixture
def passed(desk):
    desk.session().log.append("verdict", exercise="01_first/double", status="passed")
    return desk


def test_path_makes_the_file_once_and_prints_where_it_is(desk):
    status, printed, _ = desk.run("path", "double")
    file = desk.workspace / "01_first" / "double.py"
    assert (status, printed) == (0, f"{file}\n")
    file.write_text("mine", encoding="utf-8")
    assert desk.run("path", str(file)) == (0, f"{file}\n", "")
    assert file.read_text(encoding="utf-8") == "mine"


def test_path_says_that_what_was_written_under_an_earlier_name_was_copied(desk):
    lesson = desk.course / "lessons" / "01_first" / "lesson.toml"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace('name = "double"', 'name = "double"\nwas = ["01_first/twice"]'), encoding="utf-8")
    earlier = desk.workspace / "01_first" / "twice.py"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("mine", encoding="utf-8")
    status, printed, said = desk.run("path", "double")
    assert (status, Path(printed.strip()).read_text(encoding="utf-8")) == (0, "mine")
    assert str(earlier) in " ".join(said.split()).replace("- ", "-")
    assert desk.run("path", "double")[2] == ""


def test_hints_come_one_at_a_time_with_the_earlier_ones(desk):
    first, second, third, again = (desk.run("hint", "double")[1] for _ in range(4))
    assert "First hint." in first
    assert "Second" not in first
    assert first.index("Hint 1/3") < first.index("First hint.")
    assert "First hint." in second
    assert "      x = 2 * x" in second
    assert "These are all the hints." in third
    assert again == third
    assert desk.session().progress().exercise("01_first/double").hints == 3


def test_a_hint_is_said_in_korean(desk):
    printed = desk.run("hint", "double", language="ko")[1]
    assert "힌트 1/3" in printed
    assert "첫째 힌트." in printed


def test_code_in_a_hint_is_shown_without_its_marks(desk):
    text = desk.course / "exercises" / "01_first" / "double" / "en.md"
    text.write_text(
        text.read_text(encoding="utf-8").replace("First\n", "Try `x.add(1)`,\n**then**\n"), encoding="utf-8"
    )
    printed = desk.run("hint", "double")[1]
    assert "\n  Try x.add(1), then hint.\n" in printed


def test_the_solution_waits_for_a_pass(desk):
    status, printed, _ = desk.run("solution", "double")
    assert status == 1
    assert "2 * x" not in printed
    assert "--anyway" in printed


def test_the_solution_is_printed_once_passed(passed):
    assert passed.run("solution", "double") == (0, "def double(x):\n    return 2 * x\n", "")
    assert not passed.session().progress().exercise("01_first/double").solution_early


def test_a_solution_seen_early_is_noted(desk):
    assert desk.run("solution", "double", anyway=True)[0] == 0
    assert desk.session().progress().exercise("01_first/double").solution_early


@pytest.mark.parametrize(
    ("answer", "reset"), [("y\n", True), ("네\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_reset_asks_first_and_keeps_the_old_file(desk, monkeypatch, answer, reset):
    file = desk.write("double", "mine")
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    status, printed, _ = desk.run("reset", "double")
    assert "[y/N]" in printed
    assert status == (0 if reset else 1)
    assert ("TODO" in file.read_text(encoding="utf-8")) is reset
    kept = [path for path in file.parent.iterdir() if path.read_text(encoding="utf-8") == "mine"]
    assert len(kept) == 1
    assert (str(kept[0]) in printed) is reset


def test_reset_does_not_ask_when_told_so(desk):
    file = desk.write("double", "mine")
    status, printed, _ = desk.run("reset", "double", yes=True)
    assert status == 0
    assert "[y/N]" not in printed
    assert "TODO" in file.read_text(encoding="utf-8")


def test_an_untouched_file_is_not_reset(desk):
    status, printed, _ = desk.run("reset", "double")
    assert status == 0
    assert "already is as it came" in printed


def test_a_workspace_that_is_a_file_is_said_in_a_sentence(desk):
    desk.workspace.write_text("in the way", encoding="utf-8")
    status, _, complaint = desk.run("path", "double", language="ko")
    assert status == 3
    assert str(desk.workspace) in complaint.replace("\n", " ")


def test_a_broken_course_lists_all_its_problems(desk):
    (desk.course / "exercises" / "01_first" / "double" / "ko.md").unlink()
    (desk.course / "exercises" / "01_first" / "halve" / "stub.py").unlink()
    status, printed, complaint = desk.run("list")
    assert (status, printed) == (3, "")
    assert "ko.md" in complaint
    assert "stub.py" in complaint
