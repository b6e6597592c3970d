import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from study.learner_file import LARGEST
from study.workspace import ChangedOnDisk, Workspace, WorkspaceError

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")


@pytest.fixture
def exercise(course):
    return course.exercise("01_first/alpha")


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "내 작업 folder")


def files_of(workspace):
    return sorted(file.name for file in (workspace.root / "01_first").iterdir())


def sentence_of(error):
    said = error.value.sentence
    assert said["ko"] != said["en"]
    assert str(error.value.file) in said["en"]
    assert str(error.value.file) in said["ko"]
    return said["en"]


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


def test_a_reset_keeps_every_old_file_under_a_name_of_its_own(workspace, exercise):
    file = workspace.open(exercise)
    for number in (1, 2, 3):
        file.write_text(f"try {number}\n", "utf-8")
        kept = workspace.reset(exercise)
        assert kept == file.with_name(f"alpha.before-reset-{number}.py")
        assert kept.read_text("utf-8") == f"try {number}\n"
        assert workspace.is_untouched(exercise)
    assert file.with_name("alpha.before-reset-1.py").read_text("utf-8") == "try 1\n"


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
