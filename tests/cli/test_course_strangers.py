"""Courses of somebody else: fetches that are ended in the middle, several at once, and what their checks may do."""

from __future__ import annotations

import signal
import sys
import threading

import pytest

from study.course_list import CourseList
from tests.cli.conftest import commit, ids, save, zipped
from tests.course_server import content, serving, stuck

pytestmark = pytest.mark.usefixtures("own_git")
RIGHT = "def double(x):\n    return 2 * x\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("kind", ["course.zip", "course.git"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_fetch_that_is_ended_in_the_middle_leaves_nothing_half(desk, other, tmp_path, kind, how):
    raw = zipped(other(), tmp_path / "algebra").read_bytes()
    asked, go_on = threading.Event(), threading.Event()
    path = "/course.git/info/refs" if kind == "course.git" else "/course.zip"
    answers = {path: stuck(asked, go_on, b"" if kind == "course.git" else raw[: len(raw) // 2])}
    with serving(answers) as address:
        process = desk.start("course", "add", f"{address}/{kind}", "--yes")
        assert asked.wait(60)
        process.send_signal(how)
        out, err = process.communicate(timeout=60)
        go_on.set()
        assert process.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
        assert "Traceback" not in out + err
        folder = CourseList(desk.workspace).folder
        left = [entry.name for entry in folder.iterdir() if entry.name != ".lock"]
        assert left == [] or how == signal.SIGKILL
        assert ids(desk) == ["코스 하나"]
        answers["/course.zip"] = content(raw)
        assert desk.run("course", "add", f"{address}/course.zip", yes=True)[0] == 0
    assert sorted(entry.name for entry in folder.iterdir()) == [".lock", "algebra", "list.json"]


def test_two_processes_that_add_at_once_both_succeed(desk, other, tmp_path):
    files = [zipped(other(name), tmp_path / name) for name in ("algebra", "geometry", "algebra2")]
    added = [desk.start("course", "add", str(file), "--yes") for file in (*files, files[0])]
    ended = [process.communicate(timeout=120) for process in added]
    assert [process.returncode for process in added] == [0, 0, 0, 0], ended
    assert sorted(ids(desk)[1:]) == ["algebra", "algebra2", "geometry"]
    assert sum("there already" in out for out, _ in ended) == 1


@pytest.fixture
def unconfined(tmp_path, monkeypatch):
    """Make processes believe that this machine has no Landlock: the package for it cannot be imported."""
    (tmp_path / "shadow").mkdir()
    (tmp_path / "shadow" / "landlockpy.py").write_text("raise ImportError('shadowed')\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "shadow"))


@pytest.mark.usefixtures("unconfined")
def test_where_nothing_shuts_them_in_checks_of_a_stranger_run_only_anyway(desk, repository):
    out = " ".join(desk.run("course", "add", repository.as_uri(), yes=True)[1].split())
    assert "cannot shut them in" in out
    save(desk, "algebra", RIGHT)
    code, out, _ = desk.run("grade", "algebra:double")
    assert code == 3
    assert "--anyway" in out
    assert "Not your code" in out
    assert desk.session().progress().exercise("algebra:01_first/double").attempts == 0
    assert desk.run("grade", "algebra:double", anyway=True)[0] == 0


@pytest.mark.usefixtures("unconfined")
def test_where_nothing_shuts_them_in_a_linked_folder_is_graded_as_ever(desk, other):
    desk.run("course", "add", str(other()))
    save(desk, "algebra", RIGHT)
    assert desk.run("grade", "algebra:double")[0] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is of Linux")
def test_checks_of_a_stranger_can_write_nothing_outside_even_while_they_are_collected(desk, repository, tmp_path):
    marked = tmp_path / "marked"
    test = repository / "grader/hidden/01_first/double/test_double.py"
    test.write_text(f"open({str(marked)!r}, 'w').close()\n" + test.read_text("utf-8"), encoding="utf-8")
    commit(repository)
    desk.run("course", "add", repository.as_uri(), yes=True)
    save(desk, "algebra", RIGHT)
    code, out, _ = desk.run("grade", "algebra:double")
    assert code == 3
    assert "Not your code" in out
    assert not marked.exists()
