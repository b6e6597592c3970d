"""`course`: add, list, update and remove courses of others, with real repositories, zip files and processes."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys

import pytest

from cli.cells import cells
from study.course_list import CourseList
from tests.cli.conftest import commit, git, ids, save, zipped
from tests.course_server import content, serving, status

pytestmark = pytest.mark.usefixtures("own_git")
RIGHT = "def double(x):\n    return 2 * x\n"


def test_a_folder_is_linked_in_place_and_its_exercises_are_graded(desk, other):
    root = other()
    status, out, _ = desk.run("course", "add", str(root))
    assert status == 0
    assert "algebra:01_first/double" in out
    assert "[y/N]" not in out
    save(desk, "algebra", RIGHT)
    status, out, _ = desk.run("grade", "algebra:double", json=True)
    assert (status, json.loads(out)["exercise"]) == (0, "algebra:01_first/double")
    assert json.loads(desk.run("status", json=True)[1])["passed"] == 1
    assert desk.session().progress().passed("algebra:01_first/double")
    assert not desk.session().progress().passed("01_first/double")


def test_the_list_groups_lessons_under_the_titles_of_their_courses(desk, other):
    desk.run("course", "add", str(other()))
    for command in ("list", "status"):
        lines = desk.run(command)[1].splitlines()
        assert "Algebra" in lines
        assert all(cells(line) <= 80 for line in lines)
    found = json.loads(desk.run("list", json=True)[1])
    assert [part["id"] for part in found["courses"]] == ["코스 하나", "algebra"]
    assert [lesson["id"] for lesson in found["lessons"]] == ["01_first", "algebra:01_first"]


def test_a_git_course_is_pinned_at_its_commit_and_shown_as_somebody_elses(desk, repository):
    pin = git(repository, "rev-parse", "HEAD")
    status, out, _ = desk.run("course", "add", repository.as_uri(), yes=True)
    assert status == 0
    assert pin[:12] in out
    assert "checks are programs" in " ".join(out.split())
    [_, found] = json.loads(desk.run("course", "list", json=True)[1])
    assert (found["kind"], found["pin"], found["strange"], found["problems"]) == ("git", pin, True, None)
    assert "From somebody else" in desk.run("list")[1]
    assert "다른 사람이 만든" in desk.run("list", language="ko")[1]


@pytest.mark.parametrize(("answer", "added"), [("y\n", True), ("네\n", True), ("n\n", False), ("", False)])
def test_a_course_of_somebody_else_is_taken_in_only_after_a_yes(desk, repository, monkeypatch, answer, added):
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    status, out, _ = desk.run("course", "add", repository.as_uri())
    assert "[y/N]" in out
    assert (status == 0) is added
    assert ("algebra" in ids(desk)) is added
    assert [entry.name for entry in CourseList(desk.workspace).folder.iterdir() if entry.name.startswith(".arr")] == []


def test_a_zip_file_is_pinned_at_its_digest(desk, other, tmp_path):
    file = zipped(other(), tmp_path / "algebra")
    assert desk.run("course", "add", str(file), yes=True)[0] == 0
    [_, found] = json.loads(desk.run("course", "list", json=True)[1])
    assert found["pin"] == hashlib.sha256(file.read_bytes()).hexdigest()
    file.unlink()
    save(desk, "algebra", RIGHT)
    assert desk.run("grade", "algebra/01_first/double")[0] == 0


def test_update_goes_over_to_the_new_commit_and_says_both(desk, repository):
    desk.run("course", "add", repository.as_uri(), yes=True)
    old = git(repository, "rev-parse", "HEAD")
    assert f"unchanged, at {old[:12]}" in desk.run("course", "update", "algebra")[1]
    (repository / "course.toml").write_text(
        (repository / "course.toml").read_text("utf-8").replace('"1"', '"2"'), encoding="utf-8"
    )
    new = commit(repository)
    status, out, _ = desk.run("course", "update")
    assert (status, out) == (0, f"algebra: {old[:12]} -> {new[:12]}\n")
    assert json.loads(desk.run("course", "list", json=True)[1])[1]["version"] == "2"


def test_the_course_before_an_update_stays_until_the_next_one_for_a_tutorial_that_is_open(desk, repository):
    pins = [git(repository, "rev-parse", "HEAD")[:12]]
    desk.run("course", "add", repository.as_uri(), yes=True)
    for number in (1, 2):
        (repository / "news.md").write_text(f"{number}", encoding="utf-8")
        pins.append(commit(repository)[:12])
        desk.run("course", "update")
        found = {entry.name for entry in (CourseList(desk.workspace).folder / "algebra").iterdir()}
        assert found == set(pins[-2:])


@pytest.mark.parametrize("breaks", ["a file is gone", "another id", "gone altogether"])
def test_an_update_that_does_not_open_leaves_the_old_course_in_its_place(desk, repository, breaks):
    desk.run("course", "add", repository.as_uri(), yes=True)
    old = git(repository, "rev-parse", "HEAD")
    if breaks == "a file is gone":
        (repository / "lessons/01_first/ko.md").unlink()
    elif breaks == "another id":
        text = (repository / "course.toml").read_text("utf-8").replace("algebra", "geometry")
        (repository / "course.toml").write_text(text, encoding="utf-8")
    if breaks == "gone altogether":
        repository.rename(repository.with_name("moved"))
    else:
        commit(repository)
    status, _, err = desk.run("course", "update", "algebra")
    assert status in (2, 3)
    assert f"stays at {old[:12]}" in err
    [_, found] = json.loads(desk.run("course", "list", json=True)[1])
    assert (found["pin"], found["problems"]) == (old, None)


def test_removing_a_course_keeps_the_learners_files_and_progress_and_says_where(desk, repository):
    desk.run("course", "add", repository.as_uri(), yes=True)
    file = save(desk, "algebra", RIGHT)
    desk.run("grade", "algebra:double")
    status, out, _ = desk.run("course", "remove", "Algebra")
    assert status == 0
    assert str(desk.workspace / "algebra") in out.replace("\n", " ")
    assert file.read_text("utf-8") == RIGHT
    assert ids(desk) == ["코스 하나"]
    assert not (CourseList(desk.workspace).folder / "algebra").exists()
    desk.run("course", "add", repository.as_uri(), yes=True)
    assert desk.session().progress().passed("algebra:01_first/double")


def test_removing_a_linked_course_leaves_its_folder_alone(desk, other):
    root = other()
    before = sorted(root.rglob("*"))
    desk.run("course", "add", str(root))
    assert str(root) in desk.run("course", "remove", "algebra")[1].replace("\n", " ")
    assert sorted(root.rglob("*")) == before


def test_a_broken_course_is_one_line_in_the_list_and_its_problems_are_in_the_course_list(desk, other):
    root = other()
    desk.run("course", "add", str(root))
    (root / "lessons/01_first/ko.md").unlink()
    status, out, _ = desk.run("list")
    assert status == 0
    assert "The course algebra cannot be opened" in out
    assert "double" in out
    out = desk.run("course", "list")[1]
    assert "ko.md" in out
    shutil.rmtree(root)
    assert "course remove algebra" in " ".join(desk.run("course", "list")[1].split())
    assert desk.run("course", "remove", "algebra")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add",), "course add SOURCE"),
        (("frob",), "course add SOURCE"),
        (("list", "x"), "course add SOURCE"),
        (("add", "/nowhere/at/all"), "nothing at"),
        (("add", "ftp://example.org/x"), "not fetched by ftp"),
        (("remove", "algebra"), "No course `algebra`"),
        (("update", "algebra"), "No course `algebra`"),
    ],
)
def test_wrong_use_is_a_sentence_and_exit_code_2(desk, words, said):
    status, out, err = desk.run("course", *words)
    assert (status, out) == (2, "")
    assert said in " ".join(err.split())
    assert desk.run("course", *words, language="ko")[2] != err


def test_what_holds_no_course_is_not_added_and_all_that_is_wrong_is_said(desk, tmp_path):
    (tmp_path / "empty").mkdir()
    status, _, err = desk.run("course", "add", str(tmp_path / "empty"))
    assert status == 2
    assert "Nothing was added" in err
    assert "no lesson here" in err
    assert ids(desk) == ["코스 하나"]


def test_a_course_whose_id_is_taken_is_refused_before_anything_is_kept(desk, other, tmp_path):
    desk.run("course", "add", str(other()))
    again = zipped(other("ALGEBRA", folder=tmp_path / "again"), tmp_path / "again-file")
    status, _, err = desk.run("course", "add", str(again), yes=True)
    assert status == 2
    assert "Two courses have the id" in " ".join(err.split())
    assert ids(desk) == ["코스 하나", "algebra"]


def test_the_same_source_twice_is_said_and_changes_nothing(desk, repository):
    desk.run("course", "add", repository.as_uri(), yes=True)
    status, out, _ = desk.run("course", "add", repository.as_uri(), yes=True)
    assert status == 0
    assert "there already, as algebra" in out


def test_a_zip_file_is_fetched_from_a_server(desk, other, tmp_path):
    file = zipped(other(), tmp_path / "algebra")
    with serving({"/algebra.zip": content(file.read_bytes()), "/locked.zip": status(401)}) as address:
        assert desk.run("course", "add", f"{address}/algebra.zip", yes=True)[0] == 0
        code, _, err = desk.run("course", "add", f"{address}/locked.zip", yes=True)
        assert (code, "no password is asked for" in " ".join(err.split())) == (2, True)
    code, _, err = desk.run("course", "update")
    assert (code, "did not answer" in " ".join(err.split())) == (3, True)
    assert ids(desk) == ["코스 하나", "algebra"]


def test_a_git_server_that_wants_a_password_is_not_answered(desk):
    with serving({"/course.git/info/refs": status(401, **{"WWW-Authenticate": 'Basic realm="x"'})}) as address:
        code, _, err = desk.run("course", "add", f"{address}/course.git", yes=True)
    assert code == 2
    assert "no password is asked for" in " ".join(err.split())


def test_several_courses_are_opened_by_the_whole_program(desk, other):
    first, second = other("algebra"), other("geometry")
    code, out, err = desk.program("list", "--json", "--course", str(first), "--course", str(second))
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert [part["id"] for part in found["courses"]] == ["algebra", "geometry"]
    [absent] = found["absent"]  # the desk's own course: its folder, which it is named after, has a blank in its name
    assert "cannot be the id of a course" in absent["problems"]["en"]
