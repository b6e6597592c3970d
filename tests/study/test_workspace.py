"""Opening the exercises of a workspace."""

import errno
import os
import threading

import pytest

from study.workspace import Workspace, WorkspaceError
from tests.study.workspace_looks import files_of, sentence_of


def test_opening_copies_the_stub_and_makes_every_folder(workspace, exercise):
    file = workspace.open(exercise)
    assert file == workspace.root / "01_first" / "alpha.py"
    assert file.read_bytes() == exercise.stub.read_bytes()
    assert files_of(workspace) == ["alpha.py"]


def test_opening_again_leaves_the_learners_file_alone(workspace, exercise):
    file = workspace.open(exercise)
    file.write_text("mine", "utf-8")
    before = file.stat()
    assert workspace.open(exercise) == file
    assert file.read_text("utf-8") == "mine"
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_an_empty_file_of_the_learner_is_not_filled_again(workspace, exercise):
    file = workspace.open(exercise)
    file.write_bytes(b"")
    workspace.open(exercise)
    assert file.read_bytes() == b""


def test_many_processes_that_open_at_once_give_one_whole_file(workspace, exercise):
    start = threading.Barrier(8)
    failures = []

    def open_it():
        start.wait()
        try:
            assert workspace.open(exercise).read_bytes() == exercise.stub.read_bytes()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert files_of(workspace) == ["alpha.py"]


def test_a_file_that_appears_while_the_stub_is_copied_is_the_learners(workspace, exercise, monkeypatch):
    file = workspace.file(exercise)
    real = os.fsync

    def somebody_writes(descriptor):
        real(descriptor)
        monkeypatch.setattr(os, "fsync", real)
        file.write_text("mine\n", "utf-8")

    monkeypatch.setattr(os, "fsync", somebody_writes)
    assert workspace.open(exercise) == file
    assert file.read_text("utf-8") == "mine\n"
    assert files_of(workspace) == ["alpha.py"]


def test_a_file_system_without_links_still_gets_its_stub(workspace, exercise, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse, raising=False)
    assert workspace.open(exercise).read_bytes() == exercise.stub.read_bytes()
    assert files_of(workspace) == ["alpha.py"]


def test_a_stub_that_is_gone_is_told_by_its_own_name(workspace, exercise):
    workspace.open(exercise)
    exercise.stub.unlink()
    with pytest.raises(WorkspaceError) as caught:
        workspace.is_untouched(exercise)
    assert str(exercise.stub) in caught.value.sentence["en"]
    workspace.file(exercise).unlink()
    with pytest.raises(WorkspaceError) as caught:
        workspace.open(exercise)
    assert str(exercise.stub) in caught.value.sentence["ko"]


def test_the_folder_is_made_once_and_refused_where_a_file_stands(workspace):
    workspace.make()
    workspace.make()
    assert workspace.root.is_dir()
    (workspace.root / "taken").write_text("a file", "utf-8")
    with pytest.raises(WorkspaceError) as caught:
        Workspace(workspace.root / "taken").make()
    assert "taken" in caught.value.sentence["ko"]


def test_untouched_is_no_file_or_the_text_of_the_stub(workspace, exercise):
    assert workspace.is_untouched(exercise)
    file = workspace.open(exercise)
    assert workspace.is_untouched(exercise)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert workspace.is_untouched(exercise)
    file.write_bytes(b"\xff")
    assert not workspace.is_untouched(exercise)


def test_a_file_where_a_folder_is_needed_is_told(tmp_path, exercise):
    (tmp_path / "taken").write_text("not a folder", "utf-8")
    for root in (tmp_path / "taken", tmp_path / "taken" / "deeper"):
        with pytest.raises(WorkspaceError) as caught:
            Workspace(root).open(exercise)
        assert "where a folder is needed" in sentence_of(caught)


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "no permission"), (errno.EROFS, "read-only"), (errno.ENOSPC, "full"), (errno.EIO, "(")],
)
def test_a_folder_that_cannot_be_made_is_told_with_its_reason(workspace, exercise, monkeypatch, number, said):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(WorkspaceError) as caught:
        workspace.open(exercise)
    assert said in sentence_of(caught)


def test_a_missing_file_is_told(workspace, exercise):
    with pytest.raises(WorkspaceError) as caught:
        workspace.read(exercise)
    assert "Open the exercise again" in sentence_of(caught)
