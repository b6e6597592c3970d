import json
import os
import shutil
from datetime import UTC, datetime

import pytest

from study import progress as progress_module
from study.event import Event, Kind
from study.progress import ProgressLog


def test_what_is_appended_is_read_back_by_another_process(log, again):
    first = log.append(Kind.EXERCISE_OPENED, exercise="01/a")
    second = log.append(Kind.HINT_SHOWN, exercise="01/a", number=1)
    assert again().events() == log.events() == (first, second)
    assert (first.seq, second.seq, second.learner, second.data["number"]) == (0, 1, "한별", 1)


def test_a_log_without_events_makes_no_folder(log):
    assert log.events() == ()
    assert not log.folder.parent.exists()


def test_each_event_is_one_line_of_plain_json(log, own_file):
    log.append(Kind.VERDICT, exercise="01/a", text="두\n줄", data="own", kind="own")
    (line,) = own_file.read_text("utf-8").splitlines()
    record = json.loads(line)
    assert record["data"] == {"exercise": "01/a", "text": "두\n줄", "data": "own", "kind": "own"}
    assert record["time"] == "2025-01-01T00:01:00+00:00"


def test_data_that_is_no_json_is_refused_before_anything_is_written(log):
    with pytest.raises(TypeError):
        log.append(Kind.VERDICT, exercise=object())
    assert not log.folder.exists()


def test_a_torn_last_line_loses_nothing_else(log, again, own_file):
    first = log.append("visited", screen="home")
    second = log.append("visited", screen="lesson")
    with own_file.open("ab") as file:
        file.write(b'{"learner": "\xed\x95')
    reader = again()
    assert reader.events() == (first, second)
    third = again().append("visited", screen="exercise")
    assert third.seq == 2
    assert reader.events() == again().events() == (first, second, third)


def test_a_last_line_that_only_lacks_its_end_is_counted_and_its_number_not_given_again(log, again, own_file):
    first = log.append("visited", screen="home")
    own_file.write_bytes(own_file.read_bytes().rstrip(b"\n"))
    second = again().append("visited", screen="lesson")
    assert second.seq == 1
    assert again().events() == (first, second)


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


def test_the_files_of_all_devices_are_one_log_without_duplicates(log, own_file):
    first = log.append("visited", screen="home")
    shutil.copy(own_file, log.folder / "copied.jsonl")
    other = Event("한별", "laptop", 0, datetime(2024, 1, 1, tzinfo=UTC), "visited")
    (log.folder / "laptop.jsonl").write_bytes(other.to_line())
    assert log.events() == (other, first)


def test_what_is_no_file_among_the_logs_harms_nothing(log, again):
    first = log.append("visited", screen="home")
    (log.folder / "folder.jsonl").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(log.folder / "pipe.jsonl")
    assert again().events() == (first,)


def test_nothing_new_is_the_same_tuple_and_news_of_others_arrive(log, again):
    log.append("visited", screen="home")
    before = log.events()
    assert log.events() is before
    added = again().append("visited", screen="lesson")
    assert added in log.events()


def test_a_log_that_was_replaced_or_removed_is_read_afresh(log, own_file):
    log.append("visited", screen="home")
    log.append("visited", screen="lesson")
    assert len(log.events()) == 2
    other = Event("x", "y", 0, datetime(2024, 1, 1, tzinfo=UTC), "visited")
    replacement = log.folder / "new"
    replacement.write_bytes(other.to_line())
    replacement.replace(own_file)
    assert log.events() == (other,)
    longer = replacement
    longer.write_bytes(b"".join(Event("x", "z", seq, other.time, "visited").to_line() for seq in range(9)))
    longer.replace(own_file)
    assert [event.device for event in log.events()] == ["z"] * 9
    own_file.write_bytes(other.to_line())
    assert log.events() == (other,)
    own_file.unlink()
    assert log.events() == ()


def test_somebody_without_a_login_name_is_a_learner(tmp_path, monkeypatch):
    def nobody():
        raise OSError("no name")

    monkeypatch.setattr(progress_module.getpass, "getuser", nobody)
    assert ProgressLog(tmp_path).learner == "learner"
