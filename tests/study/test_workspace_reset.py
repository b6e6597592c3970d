"""Beginning an exercise again, whatever stands in its place."""

import errno
import os

import pytest

from study.learner_file import LARGEST
from study.workspace import WorkspaceError
from tests.study.workspace_looks import POSIX, files_of, sentence_of


def test_a_reset_keeps_every_old_file_under_a_name_of_its_own(workspace, exercise):
    file = workspace.open(exercise)
    for number in (1, 2, 3):
        file.write_text(f"try {number}\n", "utf-8")
        kept = workspace.reset(exercise)
        assert kept == file.with_name(f"alpha.before-reset-{number}.py")
        assert kept.read_text("utf-8") == f"try {number}\n"
        assert workspace.is_untouched(exercise)
    assert file.with_name("alpha.before-reset-1.py").read_text("utf-8") == "try 1\n"


def test_where_there_can_be_no_new_file_the_old_one_stays_in_its_place(workspace, exercise, monkeypatch):
    file = workspace.open(exercise)
    file.write_text("mine\n", "utf-8")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(WorkspaceError) as caught:
            workspace.reset(exercise)
    assert "disk is full" in sentence_of(caught)
    assert (file.read_text("utf-8"), files_of(workspace)) == ("mine\n", ["alpha.py"])


def test_a_reset_of_nothing_gives_the_stub_and_keeps_nothing(workspace, exercise):
    assert workspace.reset(exercise) is None
    assert workspace.reset(exercise) is None
    assert files_of(workspace) == ["alpha.py"]


@pytest.mark.parametrize("bad", [b"\xff\xfe\x00", b"x" * (LARGEST + 1)], ids=["not UTF-8", "too large"])
def test_a_file_that_cannot_be_read_can_be_reset_and_is_kept(workspace, exercise, bad):
    file = workspace.open(exercise)
    file.write_bytes(bad)
    with pytest.raises(WorkspaceError) as caught:
        workspace.read(exercise)
    assert "reset the exercise" in sentence_of(caught)
    assert workspace.reset(exercise).read_bytes() == bad
    assert workspace.is_untouched(exercise)


def test_a_folder_in_the_files_place_is_told_and_can_be_reset(workspace, exercise):
    (workspace.file(exercise) / "inner").mkdir(parents=True)
    for act in (workspace.open, workspace.read, workspace.digest, lambda e: workspace.save(e, "", None)):
        with pytest.raises(WorkspaceError) as caught:
            act(exercise)
        assert "is a folder" in sentence_of(caught)
    assert (workspace.reset(exercise) / "inner").is_dir()
    assert workspace.is_untouched(exercise)


@POSIX
def test_a_link_is_not_followed_and_can_be_reset(workspace, exercise, tmp_path):
    elsewhere = tmp_path / "elsewhere.py"
    elsewhere.write_text("precious\n", "utf-8")
    file = workspace.file(exercise)
    file.parent.mkdir(parents=True)
    file.symlink_to(elsewhere)
    for act in (workspace.open, workspace.read, lambda e: workspace.save(e, "", None)):
        with pytest.raises(WorkspaceError) as caught:
            act(exercise)
        assert "a link to another file" in sentence_of(caught)
    assert workspace.reset(exercise).is_symlink()
    assert elsewhere.read_text("utf-8") == "precious\n"
    assert file.read_bytes() == exercise.stub.read_bytes()


@POSIX
def test_a_link_to_nothing_is_not_written_through(workspace, exercise, tmp_path):
    file = workspace.file(exercise)
    file.parent.mkdir(parents=True)
    file.symlink_to(tmp_path / "nothing.py")
    with pytest.raises(WorkspaceError):
        workspace.open(exercise)
    assert not (tmp_path / "nothing.py").exists()


@POSIX
def test_a_pipe_in_the_files_place_blocks_nobody(workspace, exercise):
    file = workspace.file(exercise)
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    with pytest.raises(WorkspaceError) as caught:
        workspace.open(exercise)
    assert "special file" in sentence_of(caught)
    assert "특수 파일이에요. 다른 곳으로 옮기거나 연습 문제를 처음부터 다시 시작하세요." in caught.value.sentence["ko"]
    workspace.reset(exercise)
    assert workspace.is_untouched(exercise)
