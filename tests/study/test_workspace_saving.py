"""Saving from the editor inside: nothing of the learner's is overwritten, shortened or forgotten."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from study.workspace import ChangedOnDisk, WorkspaceError
from tests.study.workspace_looks import POSIX, files_of, sentence_of


def test_saving_replaces_the_text_and_gives_its_digest(workspace, exercise):
    workspace.open(exercise)
    digest = workspace.save(exercise, "x = '텐서'\n", workspace.digest(exercise))
    assert workspace.read(exercise) == "x = '텐서'\n"
    assert digest == workspace.digest(exercise) == workspace.load(exercise).digest
    assert files_of(workspace) == ["alpha.py"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(workspace, exercise):
    file = workspace.open(exercise)
    digest = workspace.digest(exercise)
    file.write_text("theirs\n", "utf-8")
    with pytest.raises(ChangedOnDisk) as caught:
        workspace.save(exercise, "mine\n", digest)
    assert file.read_text("utf-8") == "theirs\n"
    assert caught.value.found.text == "theirs\n"
    assert "choose which one to keep" in sentence_of(caught)
    workspace.save(exercise, "mine\n", caught.value.found.digest)
    assert file.read_text("utf-8") == "mine\n"


def test_a_file_that_was_removed_meanwhile_is_told_and_can_be_written_anew(workspace, exercise):
    file = workspace.open(exercise)
    digest = workspace.digest(exercise)
    file.unlink()
    with pytest.raises(ChangedOnDisk) as caught:
        workspace.save(exercise, "mine\n", digest)
    assert caught.value.found is None
    assert not file.exists()
    workspace.save(exercise, "mine\n", None)
    assert file.read_text("utf-8") == "mine\n"


def test_a_file_that_appeared_meanwhile_is_not_overwritten(workspace, exercise):
    file = workspace.open(exercise)
    with pytest.raises(ChangedOnDisk) as caught:
        workspace.save(exercise, "mine\n", None)
    assert caught.value.found.text == exercise.stub.read_text("utf-8") == file.read_text("utf-8")


def test_a_change_during_the_writing_itself_is_seen_before_the_exchange(workspace, exercise, monkeypatch):
    file = workspace.open(exercise)
    digest = workspace.digest(exercise)
    real = os.fsync

    def somebody_saves(descriptor):
        real(descriptor)
        file.write_text("theirs\n", "utf-8")

    monkeypatch.setattr(os, "fsync", somebody_saves)
    with pytest.raises(ChangedOnDisk):
        workspace.save(exercise, "mine\n", digest)
    assert file.read_text("utf-8") == "theirs\n"
    assert files_of(workspace) == ["alpha.py"]


def test_saving_the_same_text_does_not_touch_the_file(workspace, exercise):
    file = workspace.open(exercise)
    before = file.stat()
    workspace.save(exercise, workspace.read(exercise), workspace.digest(exercise))
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_windows_line_ends_and_a_byte_order_mark_survive_a_save(workspace, exercise):
    file = workspace.open(exercise)
    file.write_bytes(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    assert workspace.read(exercise) == "a = 1\nb = 2\n"
    workspace.save(exercise, "a = 1\nb = 3\n", workspace.digest(exercise))
    assert file.read_bytes() == b"\xef\xbb\xbfa = 1\r\nb = 3\r\n"


def test_a_save_that_fails_leaves_the_old_file_whole(workspace, exercise, monkeypatch):
    file = workspace.open(exercise)
    before = file.read_bytes()
    digest = workspace.digest(exercise)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError) as caught:
        workspace.save(exercise, "mine\n", digest)
    assert "disk is full" in sentence_of(caught)
    assert file.read_bytes() == before
    assert files_of(workspace) == ["alpha.py"]


def test_a_text_that_cannot_be_encoded_is_told_with_its_line(workspace, exercise):
    workspace.open(exercise)
    with pytest.raises(WorkspaceError) as caught:
        workspace.save(exercise, "a = 1\nb = '\udc80'\n", workspace.digest(exercise))
    assert "Line 2" in caught.value.sentence["en"]


@POSIX
def test_a_save_keeps_the_permissions(workspace, exercise):
    file = workspace.open(exercise)
    assert file.stat().st_mode & 0o777 == 0o644
    file.chmod(0o755)
    workspace.save(exercise, "mine\n", workspace.digest(exercise))
    assert file.stat().st_mode & 0o777 == 0o755


KILLED = """
import os, sys
from pathlib import Path
from study.course import Exercise
from study.workspace import Workspace
real, when = os.fsync, sys.argv[2]
def die(descriptor):
    os.kill(os.getpid(), 9)
os.fsync = die
stub = Path(sys.argv[3])
exercise = Exercise("01_first/alpha", "01_first", "alpha", "fill", {}, stub.parent, stub.parent, stub)
workspace = Workspace(Path(sys.argv[1]))
if when == "open":
    workspace.open(exercise)
else:
    workspace.save(exercise, "half" * 1000, workspace.digest(exercise))
"""


@POSIX
@pytest.mark.parametrize("when", ["open", "save"])
def test_a_process_killed_while_it_writes_leaves_the_old_file_or_none(workspace, exercise, when):
    if when == "save":
        workspace.open(exercise)
    command = [sys.executable, "-c", KILLED, str(workspace.root), when, str(exercise.stub)]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], check=False, timeout=60)
    assert ended.returncode == -9
    assert workspace.file(exercise).exists() == (when == "save")
    assert workspace.open(exercise).read_bytes() == exercise.stub.read_bytes()
