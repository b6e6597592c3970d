import os
import queue
import shutil
import threading

import pytest

from study.watching import watch
from study.workspace import Workspace

PATIENCE = 20


class Watched:
    """What a watching thread has told so far."""

    def __init__(self, workspace, course):
        self.told = queue.Queue()
        self.stop = threading.Event()
        changes = watch(workspace, course, self.stop)
        self.thread = threading.Thread(target=self._run, args=(changes,), daemon=True)
        self.thread.start()

    def _run(self, changes):
        for exercise in changes:
            self.told.put(exercise.id)

    def next(self):
        return self.told.get(timeout=PATIENCE)

    def end(self):
        self.stop.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "작업 folder")


@pytest.fixture
def alpha(workspace, course):
    return workspace.open(course.exercise("01_first/alpha"))


@pytest.fixture
def beta(workspace, course):
    return workspace.open(course.exercise("01_first/beta"))


@pytest.fixture
def watched(workspace, course, alpha, beta):
    watched = Watched(workspace, course)
    yield watched
    watched.end()


def save_by_rename(file, text):
    beside = file.with_name("4913~")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def test_a_save_is_told(watched, alpha):
    alpha.write_text("x = 1\n", "utf-8")
    assert watched.next() == "01_first/alpha"


def test_every_save_by_rename_is_told(watched, alpha):
    for number in range(5):
        save_by_rename(alpha, f"x = {number}\n")
        assert watched.next() == "01_first/alpha"


def test_saves_in_place_and_by_rename_may_alternate(watched, alpha):
    for number in range(3):
        alpha.write_text(f"in place {number}\n", "utf-8")
        assert watched.next() == "01_first/alpha"
        save_by_rename(alpha, f"by rename {number}\n")
        assert watched.next() == "01_first/alpha"


def test_a_save_without_a_change_and_files_outside_the_course_are_not_told(watched, workspace, alpha, beta):
    alpha.write_bytes(alpha.read_bytes())
    alpha.with_name("notes.py").write_text("mine\n", "utf-8")
    (workspace.root / "alpha.py").write_text("mine\n", "utf-8")
    (workspace.root / ".tutor").mkdir()
    (workspace.root / ".tutor" / "settings.json").write_text("{}", "utf-8")
    beta.write_text("x = 1\n", "utf-8")
    assert watched.next() == "01_first/beta"
    assert watched.told.empty()


def test_a_save_through_the_workspace_is_told_once(watched, workspace, course, alpha, beta):
    exercise = course.exercise("01_first/alpha")
    workspace.save(exercise, "x = 1\n", workspace.digest(exercise))
    assert watched.next() == "01_first/alpha"
    beta.write_text("x = 1\n", "utf-8")
    assert watched.next() == "01_first/beta"
    assert watched.told.empty()


def test_the_first_file_of_a_lesson_is_told(watched, workspace, course):
    workspace.open(course.exercise("02_second/gamma"))
    assert watched.next() == "02_second/gamma"


def test_a_file_that_is_removed_and_written_again_is_told_when_it_differs(watched, alpha):
    alpha.unlink()
    alpha.write_text("x = 2\n", "utf-8")
    assert watched.next() == "01_first/alpha"


def test_a_file_that_is_no_text_any_more_is_told(watched, alpha):
    alpha.write_bytes(b"\xff\xfe")
    assert watched.next() == "01_first/alpha"


def test_a_save_before_the_first_item_is_asked_for_is_told(workspace, course, alpha):
    stop = threading.Event()
    changes = watch(workspace, course, stop)
    alpha.write_text("x = 1\n", "utf-8")
    assert next(changes).id == "01_first/alpha"
    stop.set()
    assert list(changes) == []


def test_a_workspace_that_is_not_there_yet_is_watched(workspace, course):
    watched = Watched(workspace, course)
    workspace.open(course.exercise("01_first/alpha"))
    assert watched.next() == "01_first/alpha"
    watched.end()


def test_a_workspace_that_is_moved_away_and_made_again_is_still_watched(watched, workspace, course):
    workspace.root.rename(workspace.root.with_name("moved"))
    exercise = course.exercise("01_first/alpha")
    workspace.open(exercise).write_text("x = 1\n", "utf-8")
    assert watched.next() == "01_first/alpha"
    workspace.file(exercise).write_text("x = 2\n", "utf-8")
    assert watched.next() == "01_first/alpha"
    shutil.rmtree(workspace.root)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_workspace_behind_a_link_is_watched(workspace, course, alpha, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(workspace.root)
    watched = Watched(Workspace(link), course)
    alpha.write_text("x = 1\n", "utf-8")
    assert watched.next() == "01_first/alpha"
    watched.end()


def test_where_folders_cannot_be_watched_the_files_are_looked_at(workspace, course, alpha, monkeypatch):
    def refuse(*_, **__):
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr("watchfiles.watch", refuse)
    watched = Watched(workspace, course)
    alpha.write_text("x = 1\n", "utf-8")
    assert watched.next() == "01_first/alpha"
    watched.end()


def test_a_stopped_watch_ends(watched):
    watched.end()
    assert watched.told.empty()
