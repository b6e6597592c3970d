"""A log that cannot be written or read for a while loses nothing."""

import errno
import os

from study import progress as progress_module
from study.progress import ProgressLog


def test_a_lock_that_nobody_lets_go_loses_no_event(log, monkeypatch, again):
    monkeypatch.setattr(progress_module, "PATIENCE", 0.05)
    log.append("visited", screen="home")
    with progress_module.locked(log.folder / ".lock", 1):
        second = log.append("visited", screen="lesson")
        third = log.append("visited", screen="exercise")
    assert log.trouble is None
    assert second.device == third.device != log.device
    assert [event.data["screen"] for event in again().events()] == ["home", "lesson", "exercise"]


def test_a_disk_that_is_full_for_a_while_loses_no_event(log, monkeypatch, again):
    log.append("visited", screen="home")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        unsaved = log.append("visited", screen="lesson")
        log.append("visited", screen="lesson")
    assert "The disk is full." in log.trouble["en"]
    assert "디스크가 가득 찼어요." in log.trouble["ko"]
    assert unsaved in log.events()
    assert len(again().events()) == 1
    log.append("visited", screen="exercise")
    assert log.trouble is None
    assert len(log.events()) == 4
    assert again().events() == log.events()


def test_a_write_that_stops_half_way_is_written_again_whole(log, monkeypatch, again):
    log.append("visited", screen="home")
    real = os.write

    def half(descriptor, line):
        return real(descriptor, line[: len(line) // 2])

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", half)
        log.append("visited", screen="lesson")
    log.append("visited", screen="exercise")
    screens = ["home", "lesson", "exercise"]
    assert [event.data["screen"] for event in again().events()] == screens
    assert [event.data["screen"] for event in log.events()] == screens


def test_what_the_system_says_is_passed_on_where_no_sentence_fits(log, monkeypatch):
    def broken(*_):
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", broken)
        log.append("visited", screen="home")
    assert "(Input/output error)." in log.trouble["ko"]


def test_a_workspace_that_cannot_be_written_keeps_events_in_memory(tmp_path):
    (tmp_path / "work").write_text("a file", "utf-8")
    log = ProgressLog(tmp_path / "work")
    event = log.append("visited", screen="home")
    assert log.events() == (event,)
    assert log.trouble is not None


def test_an_event_is_not_written_twice_when_only_what_was_held_cannot_be_written(log, monkeypatch, own_file):
    real = progress_module._append

    def refuse(path, line):
        if path != own_file or full:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, line)

    monkeypatch.setattr(progress_module, "_append", refuse)
    full = True
    log.append("visited", screen="home")
    full = False
    log.append("visited", screen="lesson")
    assert log.trouble is not None
    assert [event.data["screen"] for event in log.events()] == ["home", "lesson"]


def test_progress_that_cannot_be_read_is_trouble_and_what_was_read_stays(log, monkeypatch):
    first = log.append("visited", screen="home")
    assert log.events() == (first,)

    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    for name in ("scandir", "open"):
        with monkeypatch.context() as patched:
            patched.setattr(os, name, refuse)
            assert log.events() == (first,)
            assert "cannot be read" in log.trouble["en"]
            assert "접근할 권한이 없어요." in log.trouble["ko"]
        log.events()
        assert log.trouble is None
