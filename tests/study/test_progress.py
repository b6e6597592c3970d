import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from study import device_name as device_name_module
from study import progress as progress_module
from study.device_name import device_name
from study.event import Event, Kind
from study.progress import ProgressLog

PROJECT = Path(__file__).parents[2]


class Clock:
    """Each look at it is a minute later."""

    def __init__(self):
        self.now = datetime(2025, 1, 1, tzinfo=UTC)

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def log(tmp_path):
    return ProgressLog(tmp_path / "work", learner="한별", clock=Clock())


def again(log):
    """The same workspace, as another process sees it."""
    return ProgressLog(log.folder.parents[1], learner=log.learner)


def own_file(log):
    return log.folder / f"{log.device}.jsonl"


def test_what_is_appended_is_read_back_by_another_process(log):
    first = log.append(Kind.EXERCISE_OPENED, exercise="01/a")
    second = log.append(Kind.HINT_SHOWN, exercise="01/a", number=1)
    assert again(log).events() == log.events() == (first, second)
    assert (first.seq, second.seq, second.learner, second.data["number"]) == (0, 1, "한별", 1)


def test_a_log_without_events_makes_no_folder(log):
    assert log.events() == ()
    assert not log.folder.parent.exists()


def test_each_event_is_one_line_of_plain_json(log):
    log.append(Kind.VERDICT, exercise="01/a", text="두\n줄", data="own", kind="own")
    (line,) = own_file(log).read_text("utf-8").splitlines()
    record = json.loads(line)
    assert record["data"] == {"exercise": "01/a", "text": "두\n줄", "data": "own", "kind": "own"}
    assert record["time"] == "2025-01-01T00:01:00+00:00"


def test_data_that_is_no_json_is_refused_before_anything_is_written(log):
    with pytest.raises(TypeError):
        log.append(Kind.VERDICT, exercise=object())
    assert not log.folder.exists()


def test_a_torn_last_line_loses_nothing_else(log):
    first = log.append("visited", screen="home")
    second = log.append("visited", screen="lesson")
    with own_file(log).open("ab") as file:
        file.write(b'{"learner": "\xed\x95')
    reader = again(log)
    assert reader.events() == (first, second)
    third = again(log).append("visited", screen="exercise")
    assert third.seq == 2
    assert reader.events() == again(log).events() == (first, second, third)


def test_a_last_line_that_only_lacks_its_end_is_counted_and_its_number_not_given_again(log):
    first = log.append("visited", screen="home")
    own_file(log).write_bytes(own_file(log).read_bytes().rstrip(b"\n"))
    second = again(log).append("visited", screen="lesson")
    assert second.seq == 1
    assert again(log).events() == (first, second)


def test_lines_that_are_no_events_are_passed_over(log):
    log.folder.mkdir(parents=True)
    good = Event("a", "b", 0, datetime(2025, 1, 1, tzinfo=UTC), "visited").to_line()
    bad = [
        b"not json",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        good.replace(b'"seq":0', b'"seq":"0"'),
        good.replace(b'"seq":0', b'"seq":-1'),
        good.replace(b'"seq":0', b'"seq":true'),
        good.replace(b'"data":{}', b'"data":[]'),
        good.replace(b"+00:00", b""),
        good.replace(b"2025", b"soon"),
        good.replace(b'"kind":"visited"', b'"kind":5'),
        b"",
    ]
    (log.folder / "other.jsonl").write_bytes(b"\n".join([*bad, good]))
    assert [(event.learner, event.seq) for event in log.events()] == [("a", 0)]


def test_unknown_kinds_and_extra_fields_are_kept(log):
    log.folder.mkdir(parents=True)
    line = Event("a", "b", 0, datetime(2025, 1, 1, tzinfo=UTC), "danced", {"how": "well"}).to_line()
    file = log.folder / "b.jsonl"
    file.write_bytes(line.replace(b'{"learner"', b'{"added":1,"learner"'))
    before = file.read_bytes()
    log.append("visited", screen="home")
    assert log.events()[0].kind == "danced"
    assert log.events()[0].data == {"how": "well"}
    assert file.read_bytes() == before


def test_the_files_of_all_devices_are_one_log_without_duplicates(log):
    first = log.append("visited", screen="home")
    shutil.copy(own_file(log), log.folder / "copied.jsonl")
    other = Event("한별", "laptop", 0, datetime(2024, 1, 1, tzinfo=UTC), "visited")
    (log.folder / "laptop.jsonl").write_bytes(other.to_line())
    assert log.events() == (other, first)


def test_what_is_no_file_among_the_logs_harms_nothing(log):
    first = log.append("visited", screen="home")
    (log.folder / "folder.jsonl").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(log.folder / "pipe.jsonl")
    assert again(log).events() == (first,)


def test_nothing_new_is_the_same_tuple_and_news_of_others_arrive(log):
    log.append("visited", screen="home")
    before = log.events()
    assert log.events() is before
    added = again(log).append("visited", screen="lesson")
    assert added in log.events()


def test_a_log_that_was_replaced_or_removed_is_read_afresh(log):
    log.append("visited", screen="home")
    log.append("visited", screen="lesson")
    assert len(log.events()) == 2
    other = Event("x", "y", 0, datetime(2024, 1, 1, tzinfo=UTC), "visited")
    replacement = log.folder / "new"
    replacement.write_bytes(other.to_line())
    replacement.replace(own_file(log))
    assert log.events() == (other,)
    longer = replacement
    longer.write_bytes(b"".join(Event("x", "z", seq, other.time, "visited").to_line() for seq in range(9)))
    longer.replace(own_file(log))
    assert [event.device for event in log.events()] == ["z"] * 9
    own_file(log).write_bytes(other.to_line())
    assert log.events() == (other,)
    own_file(log).unlink()
    assert log.events() == ()


WRITER = """
import sys
from pathlib import Path
from study.progress import ProgressLog
log = ProgressLog(Path(sys.argv[1]), learner="same")
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    log.append("visited", screen="home", writer=sys.argv[2], number=number, padding="텐서" * 500)
"""


def start_writer(log, name, count):
    command = [sys.executable, "-c", WRITER, str(log.folder.parents[1]), name, str(count)]
    writer = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdout.readline() == "ready\n"
    return writer


def test_processes_that_write_at_once_lose_nothing_and_share_no_number(log):
    writers = [start_writer(log, name, 40) for name in "abcd"]
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    events = again(log).events()
    assert sorted(event.seq for event in events) == list(range(160))
    assert {(event.data["writer"], event.data["number"]) for event in events} == {
        (name, number) for name in "abcd" for number in range(40)
    }
    assert [file.name for file in log.folder.glob("*.jsonl")] == [f"{log.device}.jsonl"]
    for name in "abcd":
        own = [event.data["number"] for event in sorted(events, key=lambda e: e.seq) if event.data["writer"] == name]
        assert own == sorted(own)


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_writer_that_is_killed_leaves_whole_events_and_no_lock(log):
    writer = start_writer(log, "a", 100_000)
    writer.stdin.write("go\n")
    writer.stdin.flush()
    reader = again(log)
    while len(reader.events()) < 5:
        assert writer.poll() is None
    writer.send_signal(signal.SIGKILL)
    writer.communicate(timeout=60)
    events = reader.events()
    assert [event.data["number"] for event in events] == list(range(len(events)))
    added = log.append("visited", screen="lesson")
    assert added.device == log.device
    assert again(log).events()[-1].kind == "visited"
    assert added.seq == max(event.seq for event in events) + 1


def test_a_lock_that_nobody_lets_go_loses_no_event(log, monkeypatch):
    monkeypatch.setattr(progress_module, "PATIENCE", 0.05)
    log.append("visited", screen="home")
    with progress_module.locked(log.folder / ".lock", 1):
        second = log.append("visited", screen="lesson")
        third = log.append("visited", screen="exercise")
    assert log.trouble is None
    assert second.device == third.device != log.device
    assert [event.data["screen"] for event in again(log).events()] == ["home", "lesson", "exercise"]


def test_a_disk_that_is_full_for_a_while_loses_no_event(log, monkeypatch):
    log.append("visited", screen="home")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        unsaved = log.append("visited", screen="lesson")
        log.append("visited", screen="lesson")
    assert "No space left" in log.trouble["en"]
    assert log.trouble["ko"]
    assert unsaved in log.events()
    assert len(again(log).events()) == 1
    log.append("visited", screen="exercise")
    assert log.trouble is None
    assert len(log.events()) == 4
    assert again(log).events() == log.events()


def test_a_write_that_stops_half_way_is_written_again_whole(log, monkeypatch):
    log.append("visited", screen="home")
    real = os.write

    def half(descriptor, line):
        return real(descriptor, line[: len(line) // 2])

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", half)
        log.append("visited", screen="lesson")
    log.append("visited", screen="exercise")
    screens = ["home", "lesson", "exercise"]
    assert [event.data["screen"] for event in again(log).events()] == screens
    assert [event.data["screen"] for event in log.events()] == screens


def test_a_workspace_that_cannot_be_written_keeps_events_in_memory(tmp_path):
    (tmp_path / "work").write_text("a file", "utf-8")
    log = ProgressLog(tmp_path / "work")
    event = log.append("visited", screen="home")
    assert log.events() == (event,)
    assert log.trouble is not None


def test_an_event_is_not_written_twice_when_only_what_was_held_cannot_be_written(log, monkeypatch):
    real = progress_module._append

    def refuse(path, line):
        if path != own_file(log) or full:
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
            assert "Permission denied" in log.trouble["ko"]
        log.events()
        assert log.trouble is None


def test_a_machine_keeps_its_name_for_a_workspace_and_has_another_for_each(tmp_path):
    (tmp_path / "one").mkdir()
    assert device_name(tmp_path / "one") == device_name(tmp_path / "one")
    assert device_name(tmp_path / "one") != device_name(tmp_path / "two")


def test_a_copied_workspace_is_written_under_another_name(log, tmp_path):
    log.append("visited", screen="home")
    shutil.copytree(tmp_path / "work", tmp_path / "copy")
    copy = ProgressLog(tmp_path / "copy", learner=log.learner)
    assert copy.append("visited", screen="lesson").identity != log.append("visited", screen="exercise").identity
    shutil.copytree(copy.folder, log.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(f"{log.device}*"))
    assert len(again(log).events()) == 3


def test_without_a_place_for_its_name_a_machine_takes_a_new_one(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("a file", "utf-8")
    monkeypatch.setenv("TUTOR_CONFIG", str(tmp_path / "taken"))
    assert device_name(tmp_path) != device_name(tmp_path)
    log = ProgressLog(tmp_path / "work")
    assert [log.append("visited").seq, log.append("visited").seq] == [0, 1]


def test_somebody_without_a_home_folder_takes_a_new_name_each_time(tmp_path, monkeypatch):
    def homeless(*_, **__):
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("TUTOR_CONFIG")
    monkeypatch.setattr(device_name_module, "user_config_path", homeless)
    assert device_name(tmp_path) != device_name(tmp_path)


def test_somebody_without_a_login_name_is_a_learner(tmp_path, monkeypatch):
    def nobody():
        raise OSError("no name")

    monkeypatch.setattr(progress_module.getpass, "getuser", nobody)
    assert ProgressLog(tmp_path).learner == "learner"
